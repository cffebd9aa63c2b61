import type { StandInIssue, StandInRepository } from '../../../src/github/stand-in/stand-in-types.ts'
import { nameOf, type Walk } from './open-walk.ts'
import type { Meanwhile } from './walk-faults.ts'

const people = ['ada', 'ben', 'cyd']
const reasons = ['completed', 'not_planned', 'duplicate'] as const
const marker = '<!-- bothways problem='

/** Somebody does something to an issue. Whether we may write there stops nobody of them, but for an archive. */
export async function someoneActs(walk: Walk): Promise<void> {
  const { dice, github } = walk
  const repository = dice.pick(walk.places)?.repository
  if (repository === undefined || repository.archived || !repository.hasIssues) return
  const name = nameOf(repository)
  const issue = dice.pick(github.issues(name))
  if (issue === undefined) return
  const { number } = issue
  const who = dice.pick(people) ?? ''
  const act = dice.weighted<[string, () => Promise<unknown>]>([
    [6, ['closes', () => github.closeAs(name, number, who, dice.pick(reasons) ?? 'completed')]],
    [6, ['reopens', () => github.reopenAs(name, number, who)]],
    [6, ['edits', () => github.editAs(name, number, who, withNote(walk, issue, who))]],
    [
      3,
      ['renames', () => github.editAs(name, number, who, { title: `Named by ${who}, ${dice.int(1_000)}` })],
    ],
    [4, ['comments on', () => github.commentAs(name, number, who, 'Seen.')]],
    [1, ['locks', () => github.lockAs(name, number, who)]],
    [1, ['unlocks', () => github.unlockAs(name, number, who)]],
    [1, ['unlabels', () => github.unlabelAs(name, number, who, 'bothways')]],
    [1, ['labels', () => github.labelAs(name, number, who, 'bothways')]],
    [3, ['transfers', () => transfer(walk, repository, issue, who)]],
    [0.5, ['deletes', () => remove(walk, name, issue, who)]],
    [1, ['copies', () => github.openAs(name, who, { title: issue.title, body: issue.body ?? '' })]],
  ])
  if (issue.locked && act[0] === 'comments on') return
  walk.tell(`${who} ${act[0]} ${name}#${number}`)
  await act[1]()
}

/** Edits that happen to be saved between our reading of an issue and our writing of it. */
export function editMeanwhile(walk: Walk): Meanwhile {
  const by = walk.dice.pick(people) ?? 'ada'
  const edit = (draft: StandInIssue) => {
    const issue = originalOf(walk, draft)
    if (issue !== undefined) draft.body = withNote(walk, issue, by).body
  }
  return { by, edit }
}

/** The draft is a copy: what was written has to stand in the issue that it was copied from. */
const originalOf = (walk: Walk, { id }: StandInIssue): StandInIssue | undefined =>
  allIssues(walk).find((issue) => issue.id === id)

const allIssues = ({ github, places, strays }: Walk): StandInIssue[] =>
  [...places.map(({ repository }) => repository), ...strays].flatMap((it) => [...github.issues(nameOf(it))])

/** A line of theirs, above our part or below it. What is missing by now, they have seen to be missing. */
function withNote(walk: Walk, issue: StandInIssue, who: string): { body: string } {
  const body = issue.body ?? ''
  walk.notes = walk.notes.filter((note) => note.issue !== issue || body.includes(note.text))
  const text = `${who} notes ${walk.notes.length}-${walk.dice.int(1_000_000)}.`
  walk.notes.push({ text, issue })
  const at = walk.dice.hits(0.5) ? body.lastIndexOf(marker) : 0
  return at < 0
    ? { body: `${text}\n\n${body}` }
    : { body: `${body.slice(0, at)}${text}\n\n${body.slice(at)}` }
}

async function transfer(
  walk: Walk,
  from: StandInRepository,
  issue: StandInIssue,
  who: string,
): Promise<void> {
  const { dice, github, places } = walk
  const neighbours = places
    .map(({ repository }) => repository)
    .filter(
      ({ id, owner, archived, hasIssues }) =>
        id !== from.id && owner === from.owner && !archived && hasIssues,
    )
    .map(nameOf)
  const to = dice.pick(from.owner.login === 'acme' ? [...neighbours, 'acme/attic', 'acme/vault'] : neighbours)
  if (to === undefined) return
  walk.tell(`  to ${to}`)
  const { value } = await github.transferIssueAs(nameOf(from), issue.number, who, to)
  walk.notes = walk.notes.map((note) => (note.issue === issue ? { ...note, issue: value } : note))
}

async function remove(walk: Walk, name: string, issue: StandInIssue, who: string): Promise<void> {
  await walk.github.deleteIssueAs(name, issue.number, who)
  walk.notes = walk.notes.filter((note) => note.issue !== issue)
}

/** An owner changes a repository; what stands in our way is more often taken away than put there. */
export async function ownerActs(walk: Walk): Promise<void> {
  const { dice, github, places } = walk
  const repository = dice.pick(places)?.repository
  if (repository === undefined) return
  const name = nameOf(repository)
  const mends = dice.hits(0.7)
  const isPublic = repository.visibility === 'public'
  const act = dice.weighted<[string, () => unknown]>([
    [
      repository.archived === mends ? 3 : 0,
      mends ? ['unarchives', () => github.unarchive(name)] : ['archives', () => github.archive(name)],
    ],
    [
      repository.hasIssues !== mends ? 3 : 0,
      mends
        ? ['enables issues of', () => github.enableIssues(name)]
        : ['disables issues of', () => github.disableIssues(name)],
    ],
    [
      2,
      mends
        ? ['lets us write to', () => github.setPermission(name, github.login, 'write')]
        : [
            'shuts us out of',
            () => github.setPermission(name, github.login, dice.pick(['read', 'none'] as const) ?? 'none'),
          ],
    ],
    [1, isPublic ? ['hides', () => github.privatize(name)] : ['shows', () => github.publicize(name)]],
    [1, ['renames', () => github.renameRepository(name, `${name.replace(/-\d+$/, '')}-${dice.int(1_000)}`)]],
  ])
  walk.tell(`an owner ${act[0]} ${name}`)
  await act[1]()
}
