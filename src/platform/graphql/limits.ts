import { GraphQLError } from 'graphql'

/** What one request may ask for. Its cost is reported in `extensions.cost`. */
export const limits = {
  limit: { complexity: 5_000, depth: 14, breadth: 200 },
  defaultComplexity: 1,
  defaultListMultiplier: 10,
  complexityError: (
    kind: string,
    { depth, breadth, complexity }: Record<'depth' | 'breadth' | 'complexity', number>,
  ) =>
    new GraphQLError(
      `This query is over the limit of ${kind.toLowerCase()} (depth ${depth} of 14, breadth ${breadth} of 200, ` +
        `cost ${complexity} of 5000). Ask for fewer fields or smaller pages.`,
      { extensions: { code: 'OVER_LIMIT' } },
    ),
}
