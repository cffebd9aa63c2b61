import { z } from 'zod'
import type { GitHubConfig } from './github/github-config.ts'
import type { LogLevel } from './platform/log.ts'
import { defaultTiming, type GitHubTiming } from './repositories/repositories.deps.ts'

/** How the service is set up; "off" is null. */
export type Env = {
  host: string
  port: number
  publicUrl: string
  dataDir: string
  databaseUrl: string | null
  logLevel: LogLevel
  github: GitHubConfig | null
  timing: GitHubTiming
  embedding: EmbeddingChoice
  naming: NamingChoice | null
}

export type EmbeddingChoice =
  | { kind: 'built-in' }
  | {
      kind: 'openai'
      url: string
      model: string
      version: string | null
      apiKey: string | null
      requestsPerMinute: number | null
    }
  | { kind: 'folder'; directory: string }

export type NamingChoice = { url: string; model: string; apiKey: string | null }

/** The process exits with this where its set-up is wrong (EX_CONFIG of sysexits.h). */
export const exitConfig = 78

export class WrongEnv extends Error {
  readonly mistakes: readonly string[]
  constructor(mistakes: readonly string[]) {
    super(
      `Bothways can't start:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}\n.env.example lists all settings.`,
    )
    this.mistakes = mistakes
  }
}

const absent = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional())
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' })

const webhookSecret = z.string().min(16, 'must have at least 16 characters')
const longestWaitMs = 86_400_000
const milliseconds = (least: number) =>
  z
    .string()
    .regex(/^\d{1,8}$/, `must be milliseconds, ${least} to ${longestWaitMs}`)
    .transform(Number)
    .refine((it) => it >= least && it <= longestWaitMs, `must be milliseconds, ${least} to ${longestWaitMs}`)

const schema = z.object({
  HOST: optional(z.string()),
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be a port, 0 to 65535'),
  ),
  PUBLIC_URL: optional(httpUrl),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')),
  LOG_LEVEL: optional(
    z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    ),
  ),
  GITHUB_API_URL: optional(httpUrl),
  GITHUB_TOKEN: optional(z.string().regex(/^\S+$/, 'must not hold spaces')),
  GITHUB_APP_ID: optional(z.string().regex(/^\d+$/, 'must be the number of the App')),
  GITHUB_APP_PRIVATE_KEY: optional(
    z.string().regex(/BEGIN [A-Z ]*PRIVATE KEY/, 'must be the private key in PEM form'),
  ),
  GITHUB_WEBHOOK_SECRET: optional(webhookSecret),
  GITHUB_WEBHOOK_SECRET_OLD: optional(webhookSecret),
  GITHUB_TIMEOUT_MS: optional(milliseconds(1)),
  GITHUB_SETTLE_MS: optional(milliseconds(1)),
  GITHUB_WRITE_INTERVAL_MS: optional(milliseconds(0)),
  GITHUB_BODY_INTERVAL_MS: optional(milliseconds(0)),
  GITHUB_RECONCILE_MS: optional(milliseconds(1)),
  GITHUB_HOURLY_BUDGET: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 to 999999')
      .transform(Number),
  ),
  EMBEDDING_URL: optional(httpUrl),
  EMBEDDING_MODEL: optional(z.string()),
  EMBEDDING_MODEL_VERSION: optional(
    z.string().regex(/^[\w.-]{1,40}$/, 'must be up to 40 letters, digits, dots and hyphens'),
  ),
  EMBEDDING_API_KEY: optional(z.string()),
  EMBEDDING_REQUESTS_PER_MINUTE: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 to 999999')
      .transform(Number),
  ),
  EMBEDDING_DIR: optional(z.string()),
  NAMING_URL: optional(httpUrl),
  NAMING_MODEL: optional(z.string()),
  NAMING_API_KEY: optional(z.string()),
})

type Values = z.output<typeof schema>

/** Reads all settings at once. @throws WrongEnv with every mistake */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const parsed = schema.safeParse(variables)
  const wrongValues = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const mistakes = [...wrongValues, ...conflicts(variables)]
  if (!parsed.success || mistakes.length > 0) throw new WrongEnv(mistakes)

  const values = parsed.data
  const host = values.HOST ?? '127.0.0.1'
  const port = values.PORT ?? 4720
  return {
    host,
    port,
    publicUrl: (values.PUBLIC_URL ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`).replace(
      /\/+$/,
      '',
    ),
    dataDir: values.DATA_DIR ?? '.bothways',
    databaseUrl: values.DATABASE_URL ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    github: readGitHub(values),
    timing: readTiming(values),
    embedding: readEmbedding(values),
    naming: readNaming(values),
  }
}

/** What does not go together, by what is set at all: a value that is wrong by itself counts too. */
function conflicts(variables: NodeJS.ProcessEnv): string[] {
  const isSet = (name: keyof Values) => absent(variables[name]) !== undefined
  const [token, appId, key] = [isSet('GITHUB_TOKEN'), isSet('GITHUB_APP_ID'), isSet('GITHUB_APP_PRIVATE_KEY')]
  const [url, directory] = [isSet('EMBEDDING_URL'), isSet('EMBEDDING_DIR')]
  const rules: [boolean, string][] = [
    [token && appId, 'GITHUB_TOKEN and GITHUB_APP_ID: set one of them'],
    [appId !== key, 'GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY: set both'],
    [
      isSet('GITHUB_WEBHOOK_SECRET') && !token && !appId && !key,
      'GITHUB_WEBHOOK_SECRET: set GITHUB_TOKEN or GITHUB_APP_ID too; without them GitHub is off',
    ],
    [
      isSet('GITHUB_WEBHOOK_SECRET_OLD') && !isSet('GITHUB_WEBHOOK_SECRET'),
      'GITHUB_WEBHOOK_SECRET_OLD: set GITHUB_WEBHOOK_SECRET too, the one that takes its place',
    ],
    [url && directory, 'EMBEDDING_URL and EMBEDDING_DIR: set one of them'],
    [url && !isSet('EMBEDDING_MODEL'), 'EMBEDDING_MODEL: name the model that EMBEDDING_URL serves'],
    [!url && isSet('EMBEDDING_MODEL'), 'EMBEDDING_MODEL: set EMBEDDING_URL too, which serves it'],
    [!url && isSet('EMBEDDING_MODEL_VERSION'), 'EMBEDDING_MODEL_VERSION: set EMBEDDING_URL too'],
    [!url && isSet('EMBEDDING_API_KEY'), 'EMBEDDING_API_KEY: set EMBEDDING_URL too, which asks for it'],
    [
      !url && isSet('EMBEDDING_REQUESTS_PER_MINUTE'),
      'EMBEDDING_REQUESTS_PER_MINUTE: set EMBEDDING_URL too, which it is for',
    ],
    [
      isSet('NAMING_URL') !== isSet('NAMING_MODEL'),
      'NAMING_URL and NAMING_MODEL: set both; without them names are made without a model',
    ],
    [
      isSet('NAMING_API_KEY') && !isSet('NAMING_URL'),
      'NAMING_API_KEY: set NAMING_URL too, which asks for it',
    ],
  ]
  return rules.filter(([broken]) => broken).map(([, mistake]) => mistake)
}

function readGitHub(values: Values): GitHubConfig | null {
  const { GITHUB_TOKEN: token, GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: privateKey } = values
  const auth = token
    ? { kind: 'token' as const, token }
    : appId && privateKey
      ? { kind: 'app' as const, appId, privateKey }
      : null
  if (auth === null) return null
  return {
    apiUrl: values.GITHUB_API_URL ?? 'https://api.github.com',
    auth,
    webhookSecrets: [values.GITHUB_WEBHOOK_SECRET, values.GITHUB_WEBHOOK_SECRET_OLD].filter(
      (it) => it !== undefined,
    ),
    timeoutMs: values.GITHUB_TIMEOUT_MS ?? defaultTiming.timeoutMs,
  }
}

const readTiming = (values: Values): GitHubTiming => ({
  timeoutMs: values.GITHUB_TIMEOUT_MS ?? defaultTiming.timeoutMs,
  settleMs: values.GITHUB_SETTLE_MS ?? defaultTiming.settleMs,
  writeIntervalMs: values.GITHUB_WRITE_INTERVAL_MS ?? defaultTiming.writeIntervalMs,
  bodyIntervalMs: values.GITHUB_BODY_INTERVAL_MS ?? defaultTiming.bodyIntervalMs,
  reconcileMs: values.GITHUB_RECONCILE_MS ?? defaultTiming.reconcileMs,
  hourlyBudget: values.GITHUB_HOURLY_BUDGET ?? defaultTiming.hourlyBudget,
})

function readEmbedding(values: Values): EmbeddingChoice {
  const {
    EMBEDDING_URL: url,
    EMBEDDING_MODEL: model,
    EMBEDDING_API_KEY: apiKey,
    EMBEDDING_DIR: directory,
  } = values
  if (directory) return { kind: 'folder', directory }
  if (!url || !model) return { kind: 'built-in' }
  return {
    kind: 'openai',
    url,
    model,
    version: values.EMBEDDING_MODEL_VERSION ?? null,
    apiKey: apiKey ?? null,
    requestsPerMinute: values.EMBEDDING_REQUESTS_PER_MINUTE ?? null,
  }
}

function readNaming(values: Values): NamingChoice | null {
  const { NAMING_URL: url, NAMING_MODEL: model, NAMING_API_KEY: apiKey } = values
  return url && model ? { url, model, apiKey: apiKey ?? null } : null
}
