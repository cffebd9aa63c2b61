import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import { obstacleInPlainWords } from './obstacle-in-plain-words.ts'
import { RepositoryTaken } from './repositories.errors.ts'

publishErrorCode('REPOSITORY_TAKEN', 'The repository is connected to another organization of this service.')
builder.objectType(RepositoryTaken, {
  name: 'RepositoryTakenError',
  description: 'The repository is connected to another organization of this service. Nothing was changed.',
  interfaces: [UserError],
})

const RepositoryVisibility = builder.enumType('RepositoryVisibility', {
  description: 'Who can read a repository.',
  values: {
    PUBLIC: { description: 'Everybody.' },
    PRIVATE: { description: 'Those who were given access.' },
  },
})

const RepositoryObstacle = builder.enumType('RepositoryObstacle', {
  description: 'Why nothing can be written to a repository.',
  values: {
    MISSING: { description: 'It does not exist, or our credentials may not see it.' },
    REPLACED: { description: 'Another repository has its name now.' },
    TAKEN: { description: 'It belongs to an installation that serves another organization.' },
    UNINSTALLED: { description: 'The GitHub App is not installed on it.' },
    SUSPENDED: { description: 'The installation of the GitHub App is suspended.' },
    UNAUTHORIZED: { description: 'GitHub does not accept our credentials any more.' },
    FORBIDDEN: { description: 'Our credentials may not write issues.' },
    ARCHIVED: { description: 'It is archived.' },
    ISSUES_DISABLED: { description: 'Its issues are switched off.' },
  },
})

export const ConnectedRepository = builder.prismaNode('Repository', {
  name: 'ConnectedRepository',
  description: 'A GitHub repository that tickets go to, as GitHub told last.',
  nullable: true,
  id: { resolve: (repository) => repository.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name now, as owner/name.' }),
    visibility: t.field({
      type: RepositoryVisibility,
      nullable: true,
      description: 'Who can read it; null until GitHub told, and then it is taken for public.',
      resolve: ({ isPrivate }) => (isPrivate === null ? null : isPrivate ? 'PRIVATE' : 'PUBLIC'),
    }),
    obstacle: t.expose('obstacle', {
      type: RepositoryObstacle,
      nullable: true,
      description: 'Why nothing can be written to it; null: it can.',
    }),
    obstacleSince: t.expose('obstacleSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when that is in the way.',
    }),
    explanation: t.string({
      description: 'How it is, in plain words.',
      resolve: ({ name, obstacle, checkedAt, restUntil, restReason }) => {
        if (obstacle !== null) return `${name} ${obstacleInPlainWords[obstacle].what}.`
        if (restUntil !== null && restReason !== null) return restReason
        return checkedAt === null ? `${name} has not been looked at yet.` : `${name} can be written to.`
      },
    }),
    nextStep: t.string({
      nullable: true,
      description: 'What a person does about it; null: nothing.',
      resolve: ({ obstacle }) => (obstacle === null ? null : obstacleInPlainWords[obstacle].next),
    }),
    restUntil: t.expose('restUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'It is not written to before: GitHub limits us, or does not answer.',
    }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When GitHub was asked about it last.',
    }),
    reconciledAt: t.expose('reconciledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'What happened in it before this time is known, whatever webhooks were missed.',
    }),
  }),
})
