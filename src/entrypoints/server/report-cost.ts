import { complexityFromQuery } from '@pothos/plugin-complexity'
import type { Plugin } from 'graphql-yoga'
import { limits } from '../../platform/graphql/limits.ts'

/** Tells in `extensions.cost` what a request cost of what it may cost. */
export const reportCost: Plugin = {
  onExecute({ args }) {
    return {
      onExecuteDone({ result, setResult }) {
        if (Symbol.asyncIterator in result) return
        const { complexity, depth } = complexityFromQuery(args.document, {
          schema: args.schema,
          variables: args.variableValues ?? {},
          ctx: args.contextValue as never,
        })
        const cost = {
          requested: complexity,
          limit: limits.limit.complexity,
          depth,
          depthLimit: limits.limit.depth,
        }
        setResult({ ...result, extensions: { ...result.extensions, cost } })
      },
    }
  },
}
