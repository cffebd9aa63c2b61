import { GraphQLError, type GraphQLField, getNamedType, isListType, isNonNullType } from 'graphql'

/** What one request may ask for. Its cost is reported in `extensions.cost`. */
const most = { complexity: 20_000, depth: 14, breadth: 200 }

/** The page that a connection answers where the request does not say how long. */
const defaultPage = 50
/** How many entries a list that is no connection has, roughly. */
const listLength = 5

/** A field costs one point; what is asked of each entry of a list costs as often as there are entries. */
function fieldComplexity(
  { first, last }: Record<string, unknown>,
  _context: unknown,
  field: Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>,
) {
  if (getNamedType(field.type).name.endsWith('Connection')) {
    return { field: 1, multiplier: Math.max(1, Number(first ?? last ?? defaultPage)) }
  }
  // The entries were counted with the connection that they are of.
  if (field.name === 'edges') return { field: 0, multiplier: 1 }
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  return { field: 1, multiplier: isListType(type) ? listLength : 1 }
}

export const limits = {
  limit: most,
  fieldComplexity,
  complexityError: (
    kind: string,
    { depth, breadth, complexity }: Record<'depth' | 'breadth' | 'complexity', number>,
  ) =>
    new GraphQLError(
      `This query is over the limit of ${kind.toLowerCase()} (depth ${depth} of ${most.depth}, breadth ${breadth} of ` +
        `${most.breadth}, cost ${complexity} of ${most.complexity}). Ask for fewer fields or smaller pages.`,
      { extensions: { code: 'OVER_LIMIT' } },
    ),
}
