import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { GraphQLError } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { authenticate } from '../../accounts/authenticate.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Context, createContext } from '../../platform/graphql/context.ts'
import { schema } from '../create-schema.ts'
import { maskError } from './mask-error.ts'
import { reportCost } from './report-cost.ts'

/** A request that is too large gets the same code, whichever limit finds it. */
const onReject = [
  (_context: unknown, error: GraphQLError) => {
    error.message = error.message.replace(/^Syntax Error: /, '')
    error.extensions.code = 'OVER_LIMIT'
  },
]

/** GraphQL over HTTP and server-sent events, with GraphiQL from our own files. */
export function createGraphQLServer(deps: Deps) {
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    logging: false,
    batching: false,
    cors: false,
    graphiql: {
      title: 'Bothways',
      defaultQuery: '{ viewer { organization { name } member { name } scopes } }',
    },
    renderGraphiQL,
    maskedErrors: { maskError: (error) => maskError(deps, error) },
    context: async ({ request }) =>
      createContext(deps, await authenticate(deps, request.headers.get('authorization')), request.signal),
    plugins: [
      EnvelopArmorPlugin({
        // Introspection too: tools ask for 21 levels of it. Our own fields have a lower limit of their own.
        maxDepth: { n: 24, ignoreIntrospection: false, onReject },
        maxAliases: { n: 30, onReject },
        maxTokens: { n: 5_000, onReject },
        maxDirectives: { n: 50, onReject },
        costLimit: { enabled: false },
        blockFieldSuggestion: { enabled: false },
      }) as Plugin,
      reportCost,
    ],
  })
}
