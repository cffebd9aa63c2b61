import { fromMarkdown } from 'mdast-util-from-markdown'
import { commentOptions, type GuidanceOptions, isOptionLine, readOptions } from './parse-guidance-options.ts'
import { type Reason, reason } from './reason.ts'

export type GuidanceComment = { title: string; options: GuidanceOptions; body: string }

// People also write "/Guidance: Title".
const command = /^\/guidance(?::|(?=\s|$))/i
const maybeCommand = /^ {0,3}\/guidance(?=[:\s]|$)/gim
// Nesting costs the parser the square of its depth, and nobody writes advice forty quotes deep.
const tooDeep = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){40}/m
const mostTitleUnits = 200
const mostBodyUnits = 20_000

// Only the blocks matter here. Without the inline rules a hostile comment costs no more than its length.
const blocksOnly = {
  disable: {
    null: [
      'attention',
      'autolink',
      'characterEscape',
      'characterReference',
      'codeText',
      'hardBreakEscape',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
    ],
  },
}

/**
 * Reads guidance out of a GitHub comment. The grammar:
 *
 *     /guidance Title of the advice
 *     versions: >=2.1 <2.4
 *     locale: tr
 *
 *     The advice, any Markdown, to the end of the comment.
 *
 * `/Guidance:` is the command as well: in any letter case, and with a colon. It counts only as the first line of a top-level paragraph: not in a quote, list, code or HTML comment. The
 * lines right below it may set `component`, `versions`, `locale`, `touchpoint` and `kind`, each once; the first
 * line that sets nothing begins the advice. What stands before the command is conversation.
 *
 * Null: no command. `{ error }`: a command that cannot be followed, with what to change, for the one who wrote it.
 */
export function parseGuidanceComment(markdown: string): GuidanceComment | null | { error: Reason } {
  const text = markdown.replaceAll(/\r\n?/g, '\n')
  const last = [...text.matchAll(maybeCommand)].at(-1)
  if (last === undefined) return null
  const needed = untilParagraphEnds(text, last.index)
  if (tooDeep.test(needed)) {
    return {
      error: reason`Quotes or lists in this comment are nested too deeply. Write the command in a comment of its own.`,
    }
  }
  const found = findCommands(needed)
  const first = found[0]
  if (first === undefined) return null
  if (found.length > 1) {
    return {
      error: reason`This comment has two /guidance commands. Write one comment for each piece of advice.`,
    }
  }
  if (first.isHeading) {
    return {
      error: reason`A line of --- or === right below the command makes a heading of it. Leave an empty line between.`,
    }
  }
  return readCommand(text.slice(first.start, first.end), text.slice(first.end))
}

/** What follows the paragraph of the last possible command cannot change which lines are commands. */
function untilParagraphEnds(text: string, lastCommand: number): string {
  const emptyLine = /\n[ \t]*\n/g
  emptyLine.lastIndex = lastCommand
  return text.slice(0, emptyLine.exec(text)?.index)
}

function findCommands(text: string): { start: number; end: number; isHeading: boolean }[] {
  return fromMarkdown(text, { extensions: [blocksOnly] }).children.flatMap(({ type, position }) => {
    const start = position?.start.offset
    const end = position?.end.offset
    if (start === undefined || end === undefined || (type !== 'paragraph' && type !== 'heading')) return []
    return command.test(text.slice(start, end)) ? [{ start, end, isHeading: type === 'heading' }] : []
  })
}

function readCommand(paragraph: string, after: string): GuidanceComment | { error: Reason } {
  const [first = '', ...lines] = paragraph.split('\n').map((line) => line.trim())
  const title = first.replace(command, '').trim()
  if (title === '') {
    return {
      error: reason`The advice needs a title, on the line of the command.`,
    }
  }
  if (title.length > mostTitleUnits) {
    return {
      error: reason`The title is ${title.length} characters long; ${mostTitleUnits} fit. Move the rest below it.`,
    }
  }
  const optionCount = lines.findIndex((line) => !isOptionLine(line, commentOptions))
  const optionLines = optionCount < 0 ? lines : lines.slice(0, optionCount)
  const options = readOptions(optionLines)
  if ('error' in options) return options
  const body = (
    paragraph
      .split('\n')
      .slice(1 + optionLines.length)
      .join('\n') + after
  ).trim()
  if (body === '')
    return { error: reason`"${title}" has no advice yet. Write it below the command, after an empty line.` }
  if (body.length > mostBodyUnits) {
    return {
      error: reason`The advice is ${body.length} characters long; ${mostBodyUnits} fit. Shorten it or link to the rest.`,
    }
  }
  return { title, options: options.options, body }
}
