import type { Pages } from './github.ts'
import { readFailure } from './github-failure.ts'
import type { GitHubRequest, GitHubRequests } from './github-requests.ts'

export type Page<Item> = { page: number; last: boolean; items: Item[] }

/** Follows a listing to its end, 100 at a time; ends at the first answer that is not `ok`, which it gives too. */
export async function* listPages<Item>(
  requests: GitHubRequests,
  repository: string,
  { route, parameters, schema }: Omit<GitHubRequest<Item[]>, 'success'>,
  first = 1,
): Pages<Page<Item>> {
  for (let page = first; ; page++) {
    const answer = await requests.ask(repository, {
      route,
      parameters: { per_page: 100, page, ...parameters },
      success: 200,
      schema,
    })
    if (answer.outcome !== 'ok') {
      yield readFailure(answer)
      return
    }
    const last = !/rel="?next"?/.test(String(answer.headers.link ?? ''))
    yield { outcome: 'ok', value: { page, last, items: answer.value } }
    if (last) return
  }
}

/** Gives the items of each page the name that they have in the port. */
export async function* namePages<Item, Named>(
  pages: Pages<Page<Item>>,
  name: (page: Page<Item>) => Named,
): Pages<Named> {
  for await (const read of pages) yield read.outcome === 'ok' ? { ...read, value: name(read.value) } : read
}
