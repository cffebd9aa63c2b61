import { redactPersonalData } from '../../src/reports/redaction/redact-personal-data.ts'

/** Put in place of a placeholder, so that none of its letters passes for one that was left. */
export const blank = '\u2588'

export function redactToBlanks(text: string): string {
  return redactPersonalData(text).text.replaceAll(/\[[a-z ]+\]/g, blank)
}
