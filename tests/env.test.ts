import { expect, test } from 'vitest'
import { readEnv, WrongEnv } from '../src/env.ts'

const privateKey = '-----BEGIN RSA PRIVATE KEY-----\\n…\\n-----END RSA PRIVATE KEY-----'

function mistakesOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    readEnv(variables)
    return []
  } catch (error) {
    if (error instanceof WrongEnv) return error.mistakes
    throw error
  }
}

test('without any setting, or with empty ones, everything is local and GitHub is off', () => {
  const defaults = {
    host: '127.0.0.1',
    port: 4720,
    publicUrl: 'http://127.0.0.1:4720',
    dataDir: '.bothways',
    databaseUrl: null,
    logLevel: 'info',
    github: null,
    timing: {
      timeoutMs: 30_000,
      settleMs: 60_000,
      writeIntervalMs: 1_000,
      bodyIntervalMs: 900_000,
      reconcileMs: 3_600_000,
      hourlyBudget: 300,
    },
    embedding: { kind: 'built-in' },
    naming: null,
  }
  expect(readEnv({})).toEqual(defaults)
  expect(readEnv({ PORT: '', GITHUB_TOKEN: '', GITHUB_WEBHOOK_SECRET: '', EMBEDDING_URL: '' })).toEqual(
    defaults,
  )
})

test('what is set is what the service gets', () => {
  const env = readEnv({
    HOST: '0.0.0.0',
    PORT: '8080',
    GITHUB_APP_ID: '12',
    GITHUB_APP_PRIVATE_KEY: privateKey,
    GITHUB_WEBHOOK_SECRET: 'sixteen or longer',
    EMBEDDING_URL: 'http://127.0.0.1:11434/v1',
    EMBEDDING_MODEL: 'all-minilm',
    EMBEDDING_MODEL_VERSION: '2026-11',
    EMBEDDING_REQUESTS_PER_MINUTE: '300',
  })
  expect(env).toMatchObject({
    publicUrl: 'http://127.0.0.1:8080',
    github: {
      apiUrl: 'https://api.github.com',
      auth: { kind: 'app', appId: '12', privateKey },
      webhookSecrets: ['sixteen or longer'],
    },
    embedding: {
      kind: 'openai',
      url: 'http://127.0.0.1:11434/v1',
      model: 'all-minilm',
      version: '2026-11',
      apiKey: null,
      requestsPerMinute: 300,
    },
  })
  expect(readEnv({ PUBLIC_URL: 'https://bothways.example/' }).publicUrl).toBe('https://bothways.example')
  expect(readEnv({ GITHUB_TOKEN: 't' }).github).toMatchObject({
    auth: { kind: 'token', token: 't' },
    webhookSecrets: [],
  })
  expect(readEnv({ NAMING_URL: 'http://127.0.0.1:11434/v1', NAMING_MODEL: 'small' }).naming).toEqual({
    url: 'http://127.0.0.1:11434/v1',
    model: 'small',
    apiKey: null,
  })
  const patient = readEnv({
    GITHUB_TIMEOUT_MS: '5000',
    GITHUB_WRITE_INTERVAL_MS: '0',
    GITHUB_HOURLY_BUDGET: '60',
  })
  expect(patient.timing).toMatchObject({ timeoutMs: 5_000, writeIntervalMs: 0, hourlyBudget: 60 })
  const rotating = {
    GITHUB_WEBHOOK_SECRET: 'the one in use now',
    GITHUB_WEBHOOK_SECRET_OLD: 'the one before it',
  }
  expect(readEnv({ GITHUB_TOKEN: 't', GITHUB_TIMEOUT_MS: '5000', ...rotating }).github).toMatchObject({
    webhookSecrets: ['the one in use now', 'the one before it'],
    timeoutMs: 5_000,
  })
  expect(readEnv({ EMBEDDING_DIR: 'models/x' }).embedding).toEqual({ kind: 'folder', directory: 'models/x' })
})

test.each<[NodeJS.ProcessEnv, string]>([
  [{ PORT: '65536' }, 'PORT: must be a port, 0 to 65535'],
  [{ PORT: 'http' }, 'PORT: must be a port, 0 to 65535'],
  [{ PUBLIC_URL: 'bothways.example' }, 'PUBLIC_URL: must be a URL that begins with http:// or https://'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must begin with postgresql://'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: must be fatal, error, warn, info, debug, trace or silent'],
  [{ GITHUB_API_URL: 'ghe' }, 'GITHUB_API_URL: must be a URL that begins with http:// or https://'],
  [{ GITHUB_TOKEN: 'a b' }, 'GITHUB_TOKEN: must not hold spaces'],
  [
    { GITHUB_APP_ID: 'x', GITHUB_APP_PRIVATE_KEY: privateKey },
    'GITHUB_APP_ID: must be the number of the App',
  ],
  [
    { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: 'key' },
    'GITHUB_APP_PRIVATE_KEY: must be the private key in PEM form',
  ],
  [
    { GITHUB_TOKEN: 't', GITHUB_WEBHOOK_SECRET: 'short' },
    'GITHUB_WEBHOOK_SECRET: must have at least 16 characters',
  ],
  [{ GITHUB_SETTLE_MS: '0' }, 'GITHUB_SETTLE_MS: must be milliseconds, 1 to 86400000'],
  [{ GITHUB_RECONCILE_MS: '1h' }, 'GITHUB_RECONCILE_MS: must be milliseconds, 1 to 86400000'],
  [{ GITHUB_HOURLY_BUDGET: '0' }, 'GITHUB_HOURLY_BUDGET: must be a whole number from 1 to 999999'],
  [
    { GITHUB_TOKEN: 't', GITHUB_WEBHOOK_SECRET_OLD: 'sixteen or longer' },
    'GITHUB_WEBHOOK_SECRET_OLD: set GITHUB_WEBHOOK_SECRET too, the one that takes its place',
  ],
  [
    { EMBEDDING_URL: 'x', EMBEDDING_MODEL: 'm' },
    'EMBEDDING_URL: must be a URL that begins with http:// or https://',
  ],
  [
    { GITHUB_TOKEN: 't', GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: privateKey },
    'GITHUB_TOKEN and GITHUB_APP_ID: set one of them',
  ],
  [{ GITHUB_APP_ID: '1' }, 'GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY: set both'],
  [{ GITHUB_APP_PRIVATE_KEY: privateKey }, 'GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY: set both'],
  [
    { GITHUB_WEBHOOK_SECRET: 'sixteen or longer' },
    'GITHUB_WEBHOOK_SECRET: set GITHUB_TOKEN or GITHUB_APP_ID too; without them GitHub is off',
  ],
  [
    { EMBEDDING_URL: 'http://e', EMBEDDING_MODEL: 'm', EMBEDDING_DIR: 'd' },
    'EMBEDDING_URL and EMBEDDING_DIR: set one of them',
  ],
  [{ EMBEDDING_URL: 'http://e' }, 'EMBEDDING_MODEL: name the model that EMBEDDING_URL serves'],
  [{ EMBEDDING_MODEL: 'm' }, 'EMBEDDING_MODEL: set EMBEDDING_URL too, which serves it'],
  [{ EMBEDDING_API_KEY: 'k' }, 'EMBEDDING_API_KEY: set EMBEDDING_URL too, which asks for it'],
  [{ EMBEDDING_MODEL_VERSION: '2' }, 'EMBEDDING_MODEL_VERSION: set EMBEDDING_URL too'],
  [
    { EMBEDDING_REQUESTS_PER_MINUTE: '60' },
    'EMBEDDING_REQUESTS_PER_MINUTE: set EMBEDDING_URL too, which it is for',
  ],
  [
    { EMBEDDING_URL: 'http://e', EMBEDDING_MODEL: 'm', EMBEDDING_REQUESTS_PER_MINUTE: '0' },
    'EMBEDDING_REQUESTS_PER_MINUTE: must be a whole number from 1 to 999999',
  ],
  [
    { EMBEDDING_URL: 'http://e', EMBEDDING_MODEL: 'm', EMBEDDING_MODEL_VERSION: 'a b' },
    'EMBEDDING_MODEL_VERSION: must be up to 40 letters, digits, dots and hyphens',
  ],
  [
    { NAMING_URL: 'http://n' },
    'NAMING_URL and NAMING_MODEL: set both; without them names are made without a model',
  ],
  [{ NAMING_API_KEY: 'k' }, 'NAMING_API_KEY: set NAMING_URL too, which asks for it'],
])('%o is refused with what to set instead', (variables, mistake) => {
  expect(mistakesOf(variables)).toEqual([mistake])
})

test('all mistakes are told at once, wrong values and what does not go together', () => {
  const variables = {
    PORT: 'x',
    LOG_LEVEL: 'loud',
    GITHUB_TOKEN: 'a b',
    GITHUB_APP_ID: 'x',
    EMBEDDING_URL: 'x',
    EMBEDDING_DIR: 'd',
  }
  const mistakes = mistakesOf(variables)
  expect(mistakes).toEqual([
    'PORT: must be a port, 0 to 65535',
    'LOG_LEVEL: must be fatal, error, warn, info, debug, trace or silent',
    'GITHUB_TOKEN: must not hold spaces',
    'GITHUB_APP_ID: must be the number of the App',
    'EMBEDDING_URL: must be a URL that begins with http:// or https://',
    'GITHUB_TOKEN and GITHUB_APP_ID: set one of them',
    'GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY: set both',
    'EMBEDDING_URL and EMBEDDING_DIR: set one of them',
    'EMBEDDING_MODEL: name the model that EMBEDDING_URL serves',
  ])
  expect(() => readEnv(variables)).toThrow(`- ${mistakes.join('\n  - ')}\n`)
})
