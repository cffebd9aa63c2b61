import { builder } from '../../platform/graphql/builder.ts'
import { requireScope } from '../../platform/viewer.ts'
import { type GroupingProgress, groupingProgress } from './grouping-progress.ts'

const Progress = builder.objectRef<GroupingProgress>('GroupingProgress').implement({
  description:
    'How far the work is that goes on behind the answers: grouping what waits, and embedding everything again ' +
    'after the language model was changed.',
  fields: (t) => ({
    model: t.exposeString('model', {
      nullable: true,
      description: 'The name and version of the configured model; null while it has not answered yet.',
    }),
    reports: t.exposeInt('reports', { description: 'All reports of the organization.' }),
    vectorsOfModel: t.exposeInt('vectorsOfModel', {
      nullable: true,
      description:
        'Grouped reports that are done for this model: they have a vector of it, or are in a language that it ' +
        'cannot tell and are compared by their wording. Null while the model is not known.',
    }),
    waitingForGroup: t.exposeInt('waitingForGroup', { description: 'Reports that wait for their problem.' }),
    done: t.exposeBoolean('done', {
      description: 'Whether nothing waits and everything grouped is done for this model.',
    }),
  }),
})

builder.queryField('groupingProgress', (t) =>
  t.field({
    type: Progress,
    // Counts every report.
    complexity: 100,
    description: 'How far grouping and embedding are. Needs the scope READ.',
    resolve: (_root, _args, { deps, viewer }) => {
      requireScope(viewer, 'READ')
      return groupingProgress(deps, viewer.organizationId)
    },
  }),
)
