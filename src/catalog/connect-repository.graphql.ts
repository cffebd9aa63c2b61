import type {
  Product as ProductRow,
  Repository as RepositoryRow,
} from '../platform/database/generated/prisma/client.ts'
import { InvalidInput } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { RepositoryTaken } from '../repositories/repositories.errors.ts'
import { ConnectedRepository } from '../repositories/repositories.graphql.ts'
import { ProductNotFound } from './catalog.errors.ts'
import { Product, TicketPolicy } from './catalog.graphql.ts'
import type { ConnectionFinding } from './check-connection.ts'
import { connectRepository } from './connect-repository.ts'

const ConnectionCheck = builder.enumType('ConnectionCheck', {
  description: 'What was looked at in a repository.',
  values: {
    ACCESS: { description: 'It can be reached, is not archived and has issues.' },
    VISIBILITY: { description: 'Who can read it, and what its tickets quote.' },
    PERMISSION: { description: 'Our credentials may write.' },
    LABELS: { description: 'The labels of its issues are there.' },
    ISSUE_TYPE: { description: 'The issue type is there.' },
  },
})

const Finding = builder.objectRef<ConnectionFinding>('ConnectionFinding').implement({
  description: 'One thing that was looked at, and what is missing.',
  fields: (t) => ({
    check: t.expose('check', { type: ConnectionCheck, description: 'What was looked at.' }),
    ok: t.exposeBoolean('ok', { description: 'Whether it is as it should be.' }),
    message: t.exposeString('message', { description: 'What was found, in plain words.' }),
    nextStep: t.exposeString('nextStep', {
      nullable: true,
      description: 'What a person does about it; null: nothing.',
    }),
  }),
})

const ConnectRepositoryInput = builder.inputType('ConnectRepositoryInput', {
  description: 'Where the tickets of a product go, and how; what is not given stays.',
  fields: (t) => ({
    product: t.string({ required: true, description: 'The key of the product.' }),
    repository: t.string({ required: true, description: 'The GitHub repository, as owner/name.' }),
    ticketPolicy: t.field({ type: TicketPolicy, description: 'When a recurring problem becomes an issue.' }),
    quotesAllowed: t.boolean({
      description:
        'Whether tickets may quote customers, redacted; in public, only what approveQuotes allows.',
    }),
    labels: t.stringList({ description: 'Labels that its issues get beside our own one; at most 10.' }),
    issueType: t.string({ description: 'The issue type that its issues get; null clears it.' }),
    guidanceFolder: t.string({
      description: 'The folder of the repository with guidance as Markdown files; null clears it.',
    }),
  }),
})

type Connected = { product: ProductRow; repository: RepositoryRow; findings: ConnectionFinding[] }

const ConnectRepositorySuccess = builder.objectRef<Connected>('ConnectRepositorySuccess').implement({
  description: 'The product is connected; its tickets wait for what the findings say is missing.',
  fields: (t) => ({
    product: t.expose('product', { type: Product, description: 'The product.' }),
    repository: t.expose('repository', { type: ConnectedRepository, description: 'The repository.' }),
    ready: t.boolean({
      description: 'Whether nothing is missing.',
      resolve: ({ findings }) => findings.every(({ ok }) => ok),
    }),
    findings: t.expose('findings', {
      type: [Finding],
      description: 'What was looked at: one entry a check.',
    }),
  }),
})

builder.mutationFields((t) => ({
  connectRepository: t.field({
    type: ConnectRepositorySuccess,
    nullable: true,
    description:
      'Connects a product to a GitHub repository and says what is missing there. Again, all is looked at anew. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, ProductNotFound, RepositoryTaken] },
    args: { input: t.arg({ type: ConnectRepositoryInput, required: true, description: 'What and where.' }) },
    resolve: (_root, { input }, { deps, viewer }) => connectRepository(deps, viewer, input),
  }),
}))
