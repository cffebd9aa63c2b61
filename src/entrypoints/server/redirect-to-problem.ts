import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerJson } from './answer-json.ts'

const pathOfProblem = /^\/problems\/((?:[A-Za-z0-9=_-]|%3D){1,200})$/i

/** Tickets link to /problems/ID: GraphiQL opens with the query for the problem. */
export function redirectToProblem(request: IncomingMessage, response: ServerResponse): void {
  const id = pathOfProblem.exec(request.url?.split('?', 1)[0] ?? '')?.[1]
  if (id === undefined) {
    answerJson(response, 404, {
      error: 'This is no address of a problem. Look for it with the query problems.',
    })
    return
  }
  const query = `{
  problem(id: ${JSON.stringify(decodeURIComponent(id))}) {
    title status reportCount customerCount
    languages { language reports }
    memberships(first: 20) { edges { node { report { text language occurredAt } score sharedTerms } } }
    ticket { state explanation url }
  }
}`
  response.writeHead(302, { location: `/graphql?query=${encodeURIComponent(query)}` }).end()
}
