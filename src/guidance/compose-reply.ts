import type { GuidanceVersion } from '../platform/database/generated/prisma/client.ts'
import { defuseInline } from '../repositories/defuse-text.ts'
import type { Reason } from './reason.ts'

/** How guidance is asked for. */
export type Way = 'comment' | 'label'

type Published = Pick<
  GuidanceVersion,
  'title' | 'version' | 'versionRange' | 'locales' | 'touchpoint' | 'githubLogin' | 'createdAt'
> & { product: string; component: string | null; isForProblem: boolean }

/** `kept`: the title of the version that agents still see. */
type Unpublished = { login: string | null; kept: string | null }

export type Outcome =
  | ({ outcome: 'published' } & Published)
  | ({ outcome: 'wrong'; reason: Reason } & Unpublished)
  | ({ outcome: 'refused' } & Unpublished)
  | { outcome: 'ours' }
  | { outcome: 'withdrawn' }
  | { outcome: 'retired' }

/** What the bot answers, as Markdown. It mentions nobody, and nothing that people wrote acts in it. */
export function composeReply(way: Way, outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'published':
      return published(way, outcome)
    case 'wrong':
      return [
        `**This is not guidance yet.** ${outcome.reason.markdown}`,
        keptSentence(outcome),
        howToMend[way],
      ].join('\n\n')
    case 'refused':
      return [
        `**This was not published.** ${nameOf(outcome.login)} has no write permission in this repository. ${whoElse[way]}`,
        keptSentence(outcome),
      ].join('\n\n')
    case 'ours':
      return `**This is not guidance.** The text of this ticket is ours and no advice, whoever labels or edits it. Somebody with write permission can write advice into a comment, and the label may be taken off. ${commandLooks}`
    case 'withdrawn':
      return `**Withdrawn.** Agents do not see this guidance any more. ${howToRestore[way]}`
    case 'retired':
      return `**Retired in Bothways.** Agents do not see this guidance any more. Edit the ${way === 'comment' ? 'comment' : 'issue'} to publish it again.`
  }
}

function published(way: Way, facts: Published): string {
  const { version, createdAt, versionRange, locales, touchpoint, isForProblem } = facts
  const since = `${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return [
    `**Agents see this guidance since ${since}.**`,
    [
      `- Title: ${defuseInline(facts.title)}`,
      `- Product: ${defuseInline(facts.product)}`,
      `- Component: ${facts.component === null ? 'all' : defuseInline(facts.component)}`,
      `- Versions: ${versionRange === null ? 'all' : defuseInline(versionRange)}`,
      `- Locales: ${locales.length === 0 ? 'all' : defuseInline(locales.join(', '))}`,
      `- Stage of the journey: ${touchpoint === null ? 'all' : touchpoint.toLowerCase().replaceAll('_', ' ')}`,
      `- Version ${version} of it, by ${nameOf(facts.githubLogin)}`,
    ].join('\n'),
    ...(isForProblem
      ? ['Every case of the problem of this ticket gets it; the limits are for other cases.']
      : []),
    howToRevise[way],
  ].join('\n\n')
}

const keptSentence = ({ kept }: Unpublished): string =>
  kept === null
    ? 'Agents see nothing of it.'
    : `Agents keep seeing the last version that was published: ${defuseInline(kept)}`

const nameOf = (login: string | null): string =>
  login === null ? 'Whoever wrote it, which GitHub does not say,' : defuseInline(login)

const howToRevise: Record<Way, string> = {
  comment: 'Edit the comment to revise it. Delete the comment, or the command in it, to withdraw it.',
  label: 'Edit the issue to revise it. Take the label off to withdraw it; closing the issue does not.',
}

const whoElse: Record<Way, string> = {
  comment:
    'Somebody who has it can write the command in a comment of their own, or edit this one. A permission that was just given counts within five minutes.',
  label:
    'Somebody who has it can take the label off and set it again, or edit the issue. A permission that was just given counts within five minutes.',
}

const howToRestore: Record<Way, string> = {
  comment: 'Write a comment with the command to publish it again.',
  label: 'Set the label again to publish it again.',
}

// The commands stand in a fence of ours, whole, so that they can be copied.
const commandLooks = `This is how one looks; the lines of options may be left out:

\`\`\`markdown
/guidance Set the clock after a power cut
component: clock
versions: >=2.1 <2.4
locale: tr

Hold **Clock** for three seconds until the hour blinks, then turn the knob.
\`\`\``

const howToMend: Record<Way, string> = {
  comment: `Edit the comment to mend it. ${commandLooks}`,
  label: `Edit the issue to mend it. Its title is the title of the guidance, and its text the advice; lines of options may stand at the top, as here:

\`\`\`markdown
component: clock
versions: >=2.1 <2.4
locale: tr

Hold **Clock** for three seconds until the hour blinks, then turn the knob.
\`\`\``,
}
