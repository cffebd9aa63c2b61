import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { hashText } from '../repositories/hash-words.ts'

/** The latest of a ticket: older webhooks than theirs are not expected. */
const mostKept = 50

/** Notes an edit of an issue's body before it is sent: its answer may never come, and its webhook after others. */
export async function noteOwnEdit(
  { database }: Deps,
  { organizationId, id }: Ticket,
  before: string,
  after: string,
): Promise<void> {
  await database.prisma.$executeRaw`
    UPDATE tickets SET own_edits =
      (own_edits || ${editOf(before, after)}::text)[greatest(cardinality(own_edits) + 2 - ${mostKept}::int, 1):]
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid`
}

/** Whether we made one text of the other, having read just that one: then nobody came between. */
export const isOwnEdit = ({ ownEdits }: Ticket, before: string, after: string): boolean =>
  ownEdits.includes(editOf(before, after))

/** Whether an edit of ours began with this text. */
export const beganAnEdit = ({ ownEdits }: Ticket, before: string): boolean =>
  ownEdits.some((edit) => edit.startsWith(`${shorten(before)}:`))

const editOf = (before: string, after: string): string => `${shorten(before)}:${shorten(after)}`
const shorten = (text: string): string => hashText(text).slice(0, 24)
