import { requireScope } from '../viewer.ts'
import type { Context } from './context.ts'

type NodeId = { typename: string; id: string }

/** Descriptions and page sizes of what Relay adds to the schema. */
export const relayOptions = {
  clientMutationId: 'omit',
  cursorType: 'String',
  idFieldOptions: { description: 'The global id: opaque, stable, and unique over all types.' },
  nodeTypeOptions: { description: 'Anything that has a global id.' },
  pageInfoTypeOptions: { description: 'Where a page lies in its list.' },
  nodeQueryOptions: {
    description:
      'Finds anything by its global id; null where it is not yours or does not exist. Needs the scope READ.',
    args: { id: { description: 'Its global id.' } },
    resolve: (
      _root: object,
      { id }: { id: NodeId },
      { viewer }: Context,
      _info: unknown,
      resolveNode: (id: NodeId) => unknown,
    ) => {
      requireScope(viewer, 'READ')
      return resolveNode(id)
    },
  },
  nodesQueryOptions: false,
  cursorFieldOptions: { description: 'Where this entry stands in the list; pass it as `after` or `before`.' },
  nodeFieldOptions: { description: 'The entry itself.' },
  edgesFieldOptions: { description: 'The entries of this page.' },
  pageInfoFieldOptions: { description: 'Whether there is more, and where to go on.' },
  hasNextPageFieldOptions: { description: 'Whether there are entries after this page.' },
  hasPreviousPageFieldOptions: { description: 'Whether there are entries before this page.' },
  startCursorFieldOptions: { description: 'The cursor of the first entry of this page.' },
  endCursorFieldOptions: { description: 'The cursor of the last entry of this page; pass it as `after`.' },
  beforeArgOptions: { description: 'Only entries before this cursor.' },
  afterArgOptions: { description: 'Only entries after this cursor.' },
  firstArgOptions: { description: 'How many entries from the start; 50 where not given, 100 at most.' },
  lastArgOptions: { description: 'How many entries from the end; 100 at most.' },
  defaultConnectionTypeOptions: { description: 'A page of a list.' },
  defaultEdgeTypeOptions: { description: 'An entry of a list and its place in it.' },
} as const
