import type { GitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import { clockGuidance, clockGuidanceComment, designerLogin } from './data/loop.ts'
import type { DemoCrew } from './demo-crew.ts'
import { type DemoProblem, ticketName } from './demo-problem.ts'
import { expectStep } from './step-missing.ts'
import type { Teller } from './teller.ts'
import { waitFor } from './wait-for.ts'
import { type Published, watchPublished } from './watch-published.ts'

/** The designer answers on the clock's ticket; an agent who is connected sees it arrive. */
export async function publishGuidance(
  url: string,
  standIn: GitHubStandIn,
  clock: DemoProblem,
  { english }: DemoCrew,
  tell: Teller,
): Promise<void> {
  const watching = await watchPublished(url, english.key)
  try {
    tell.line(`${english.name}'s screen is connected: the subscription guidancePublished is open.`)
    const { repository } = clock.product
    standIn.setPermission(repository, designerLogin, 'write')
    await standIn.commentAs(repository, clock.ticket?.number ?? 0, designerLogin, clockGuidanceComment)
    tell.line(`${designerLogin}, who may write to ${repository}, comments on ${ticketName(clock)}:`)
    tell.quote(clockGuidanceComment)

    let arrived: Published | null = null
    let failure: unknown = null
    watching.first.then(
      (published) => {
        arrived = published
      },
      (error) => {
        failure = error
      },
    )
    const { current, product } = await waitFor('guidance arrives over the subscription', () => {
      if (failure !== null) throw failure
      return arrived as Published | null
    })
    expectStep(
      current.title === clockGuidance.title && current.body.trim() === clockGuidance.body.trim(),
      'the guidance that arrives is what the designer wrote',
      `It is “${current.title}”.`,
    )
    tell.seen(`It arrives on ${english.name}'s screen: “${current.title}” for ${product.name}.`)
  } finally {
    watching.close()
  }
}
