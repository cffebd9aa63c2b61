import type { TextHint } from '../repositories/repositories.events.ts'

type Text = { hash: string; author: string | null; updatedAt: Date }

/**
 * Who stands for a text as it is now: whoever did what was hinted at, if it has not changed since; else the hint of
 * that change says who. Found by comparing, its author does: somebody else's text can be edited by those who may
 * write, and by nobody else.
 * @returns null where this hint decides nothing
 */
export function whoStandsFor(
  hint: TextHint & { action: string },
  text: Text,
  judgedHash: string | null,
): { login: string | null } | null {
  if (hint.action === 'compared') return text.hash === judgedHash ? null : { login: text.author }
  if (hint.textHash === text.hash) return { login: hint.sender }
  // GitHub may answer with how it was before: then it is asked again.
  if (hint.updatedAt !== null && text.updatedAt < new Date(hint.updatedAt))
    throw new Error('GitHub has not caught up with its own webhook')
  return null
}
