import { spawnSync } from 'node:child_process'

// What GitHub acts on, written down from its documents and from the program that it renders with, and without a look
// at what defuses it: https://docs.github.com/en/get-started/writing-on-github, cmark-gfm, and html-pipeline, whose
// filters for mentions GitHub published.

/** A text as shown, or as source of Markdown, in which GitHub would find each of these. */
const triggers: Readonly<Record<string, RegExp>> = {
  mention: /(?:^|[^a-z0-9_])@[a-z0-9]/im,
  reference: /#\d/,
  'GH- reference': /(?:^|[^a-z0-9_])GH-\d/im,
  commit: /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i,
  address: /https?:\/\/|ftp:\/\/|(?:^|[^a-z0-9_])www\.[^\s]|(?:mailto|xmpp):/im,
  'e-mail address': /[a-z0-9._+-]@[a-z0-9_-]+\.[a-z0-9]/i,
  'HTML or comment': /<!|<\?|<\/?[a-z]/i,
  entity: /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]*);/i,
  closing:
    /(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|duplicate of)\s*[:：]?\s*(?:[\w.-]+\/[\w.-]+)?(?:#\d|GH-\d|https?:)/iu,
  command: /^[\s\p{Cf}]*\/[a-z]/imu,
  task: /^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+\[[ x]\]/im,
  footnote: /\[\^[^\]\s]+\]/,
  emoji: /:[a-z0-9_+-]+:/i,
  // https://github.com/github/markup/issues/1742: only what may stand before and after a dollar sign decides.
  mathematics: /(?:^|[\s!-/:-@[-`{-~])\$[^\s$](?:[^$]*[^\s$])?\$(?![a-z0-9])|\$\$|\$`/im,
  alert: /^\s*(?:>\s*)*\[!\w+\]/m,
  fence: /^\s*(?:>\s*)*(?:`{3,}|~{3,})/m,
  'front matter': /^---\s*$/m,
  link: /\]\(|\]\[|^\s*\[[^\]]+\]:/m,
  unseen:
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|\p{Cs}/u,
  'stack of marks': /\p{M}{5}/u,
}

/** Names of what GitHub would act on in a text. */
export const foundIn = (text: string): string[] =>
  Object.entries(triggers).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))

const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist', 'footnotes']
const withExtensions = extensions.flatMap((extension) => ['-e', extension])

export const hasRenderer = spawnSync('cmark-gfm', ['--version']).status === 0

function run(program: string, options: readonly string[], input: string): string {
  const { status, stdout, stderr } = spawnSync(program, options, { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
  return stdout
}

export const renderHtml = (markdown: string): string =>
  run('cmark-gfm', ['--unsafe', ...withExtensions], markdown)

export type Rendered = {
  /** Names of the elements that the parser made of it, each once. */
  elements: Set<string>
  /** How often each was made. */
  count: (element: string) => number
  /**
   * What is shown, a line for each paragraph, cell or line of code. U+E000 stands where formatting begins or ends:
   * GitHub's filters look at each piece between by itself.
   */
  text: string
  languages: string[]
}

/** Markdown as the parser understands it. Footnotes have no name of their own in its XML. */
export function parseAsGitHub(markdown: string): Rendered {
  const xml = run('cmark-gfm', ['-t', 'xml', ...withExtensions], markdown)
  const made = Array.from(xml.matchAll(/^\s*<(<unknown|[a-z_]+)/gm), ([, name = '']) => name)
  const shown = xml.matchAll(
    /<(?:text|code|code_block|html_inline|html_block)(?: [^>]*)?>([^<]*)<|<(?:(softbreak|linebreak)|\/(?:paragraph|heading|table_cell)|(\/?(?:emph|strong|strikethrough)))/g,
  )
  return {
    elements: new Set(made),
    count: (element) => made.filter((name) => name === element).length,
    text: Array.from(shown, ([, text, , formatting]) =>
      text === undefined ? (formatting === undefined ? '\n' : '\uE000') : decode(text),
    ).join(''),
    languages: Array.from(xml.matchAll(/<code_block info="([^"]*)"/g), ([, info = '']) => info),
  }
}

const decode = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Elements by which a text acts or shows what is not its own. */
export const actingElements = ['link', 'image', 'html_inline', 'html_block', 'tasklist', '<unknown']

export const hasMentionFilter =
  spawnSync('ruby', [
    '-e',
    'require "html/pipeline"; HTML::Pipeline::MentionFilter; HTML::Pipeline::TeamMentionFilter',
  ]).status === 0

const mentionScript = `
  require 'html/pipeline'
  filters = [HTML::Pipeline::MentionFilter, HTML::Pipeline::TeamMentionFilter]
  result = HTML::Pipeline.new(filters, base_url: '/').call(STDIN.read.force_encoding('UTF-8'))
  puts((result[:mentioned_usernames] || []) + (result[:mentioned_teams] || []))
`

/** The people and teams whom GitHub's own published filters find in rendered HTML. */
export const mentionedIn = (html: string): string[] =>
  run('ruby', ['-e', mentionScript], html).split('\n').filter(Boolean)
