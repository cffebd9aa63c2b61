import { parseDocument } from 'yaml'
import { z } from 'zod'
import { touchpoints } from '../reports/report-input.ts'
import { guidanceContent, guidanceKinds, versionRange } from './guidance-input.ts'
import { readLocale, readWord } from './parse-guidance-options.ts'

export const mostFileBytes = 100_000
/** Two would do; more is a riddle, or made to cost. */
const mostAliases = 10
const frontMatter = /^---[ \t]*\n([\s\S]*?)(?<=\n)---[ \t]*(?:\n|$)/

const word = (words: readonly string[], name: string) =>
  z.string('must be text').transform((value, context) => {
    const read = readWord(value, words, name)
    if (typeof read === 'string') return read
    context.addIssue(read.error.plain)
    return z.NEVER
  })

const locale = z.string('must be text').transform((value, context) => {
  const read = readLocale(value)
  if (typeof read === 'string') return read
  context.addIssue(read.error.plain)
  return z.NEVER
})
const locales = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(locale, 'must be a locale or a list of them').max(50, 'must hold at most 50 locales'),
)

const fields = z.strictObject(
  {
    title: guidanceContent.shape.title,
    versions: versionRange.optional(),
    component: z.string('must be the key of a component').optional(),
    locale: locales.optional(),
    locales: locales.optional(),
    touchpoint: word(touchpoints, 'touchpoint').pipe(z.enum(touchpoints)).optional(),
    kind: word(guidanceKinds, 'kind').pipe(z.enum(guidanceKinds)).default('NOTICE'),
    review: z.iso
      .date('must be a date, such as 2027-01-15')
      .transform((day) => new Date(day))
      .optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no ${issue.keys.map((key) => `"${key}"`).join(', ')}; known are title, component, versions, locale, locales, touchpoint, kind, review`
        : 'must be lines such as "title: Set the clock"',
  },
)

export type FileAdvice = { content: z.output<typeof guidanceContent> } & Pick<
  z.output<typeof fields>,
  'component' | 'kind'
>

/** Reads guidance out of a Markdown file with front matter, or says all that is wrong with it. */
export function readGuidanceFile(bytes: Uint8Array): FileAdvice | { error: string } {
  if (bytes.byteLength > mostFileBytes) return { error: tooLarge(bytes.byteLength) }
  const text = decode(bytes)
  if (text === null) return { error: 'The file is not UTF-8.' }
  const [whole, front = ''] = frontMatter.exec(text) ?? []
  if (whole === undefined) {
    return {
      error: 'The file needs front matter: a line ---, lines such as "title: …", and another line ---.',
    }
  }
  const yaml = readYaml(front)
  if ('error' in yaml) return yaml
  const read = fields.safeParse(yaml.value)
  const body = guidanceContent.shape.body.safeParse(text.slice(whole.length))
  const mistakes = [
    ...(read.error?.issues ?? []).map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    ),
    ...(body.error?.issues ?? []).map(({ message }) => `the advice below the front matter ${message}`),
    ...(read.data?.locale && read.data.locales ? ['locale and locales are the same: keep one of them'] : []),
  ]
  if (read.data === undefined || body.data === undefined || mistakes.length > 0)
    return { error: `${mistakes.join('; ')}.` }
  const { title, versions, touchpoint, review, component, kind, ...limits } = read.data
  return {
    component,
    kind,
    content: {
      ...{ title, versions, touchpoint },
      body: body.data,
      reviewOn: review,
      locales: limits.locale ?? limits.locales ?? [],
    },
  }
}

export const tooLarge = (bytes: number): string =>
  `The file has ${bytes.toLocaleString('en')} bytes; at most ${mostFileBytes.toLocaleString('en')} are read.`

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n')
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** All values are texts, so that version 2.10 does not become 2.1, nor the locale of Norway a no. */
function readYaml(front: string): { value: unknown } | { error: string } {
  const document = parseDocument(front, { schema: 'failsafe', prettyErrors: true, logLevel: 'silent' })
  const [mistake] = document.errors
  if (mistake !== undefined)
    return { error: `The front matter is not YAML: ${mistake.message.split('\n')[0]?.replace(/:$/, '')}.` }
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return { error: 'The front matter refers to itself too often. Write it without anchors.' }
  }
}
