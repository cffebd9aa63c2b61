import { defuseInline } from '../repositories/defuse-text.ts'

/** Why something is no guidance: a sentence of ours, in which words of people may stand. */
export type Reason = {
  plain: string
  /** For GitHub: what people wrote does nothing there, and our own words stay as they are, to be copied. */
  markdown: string
}

/** All that is put into the sentence is taken for words of people. */
export function reason(ours: TemplateStringsArray, ...theirs: (string | number)[]): Reason {
  const join = (read: (text: string) => string) =>
    ours.reduce((said, part, index) => said + read(String(theirs[index - 1])) + part)
  return { plain: join((text) => text), markdown: join((text) => defuseInline(text)) }
}
