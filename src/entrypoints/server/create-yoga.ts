import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { authenticate } from '../../accounts/authenticate.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Context, createContext } from '../../platform/graphql/context.ts'
import { schema } from '../create-schema.ts'
import { maskError } from './mask-error.ts'
import { reportCost } from './report-cost.ts'

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
      // Depth counts introspection too: a query of schema types inside schema types costs as much as any.
      EnvelopArmorPlugin({
        maxDepth: { n: 16, ignoreIntrospection: false },
        maxAliases: { n: 30 },
        maxTokens: { n: 5_000 },
        maxDirectives: { n: 50 },
        costLimit: { enabled: false },
        blockFieldSuggestion: { enabled: false },
      }) as Plugin,
      reportCost,
    ],
  })
}
