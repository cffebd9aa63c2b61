import { Component, Product } from '../catalog/catalog.graphql.ts'
import { Customer } from '../customers/customers.graphql.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { countContacts } from './count-contacts.ts'

export const Channel = builder.enumType('Channel', {
  description: 'How the customer got in touch.',
  values: {
    PHONE: { description: 'A call.' },
    CHAT: { description: 'A chat.' },
    EMAIL: { description: 'An e-mail.' },
    FORM: { description: 'A form on a page or in an app.' },
    STORE: { description: 'A visit to a store.' },
    SOCIAL: { description: 'A post or a message in a social network.' },
    AGENT_NOTE: { description: "An agent's own note about a contact." },
    OTHER: { description: 'Another way, or not known.' },
  },
})

export const Touchpoint = builder.enumType('Touchpoint', {
  description: "The stage of the customer's journey.",
  values: {
    DISCOVER: { description: 'Finding out about the product.' },
    BUY: { description: 'Buying it.' },
    SET_UP: { description: 'Setting it up.' },
    USE: { description: 'Using it.' },
    GET_SUPPORT: { description: 'Getting help.' },
    RENEW: { description: 'Renewing or extending it.' },
    LEAVE: { description: 'Giving it up.' },
  },
})

const Redaction = builder.objectRef<{ kind: string; count: number }>('Redaction').implement({
  description: 'Personal data that was taken out of a text.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'What it was, such as PHONE or EMAIL.' }),
    count: t.exposeInt('count', { description: 'How often it occurred.' }),
  }),
})

const CustomerContacts = builder
  .objectRef<{ reports: number; inProblem: number }>('CustomerContacts')
  .implement({
    description: 'How often the customer of a report has been in touch, this time included.',
    fields: (t) => ({
      reports: t.exposeInt('reports', { description: 'With any trouble.' }),
      inProblem: t.exposeInt('inProblem', {
        description: 'With this very problem: 3 means it is the third contact.',
      }),
    }),
  })

export const Report = builder.prismaNode('Report', {
  description: "One record of one customer's trouble. Its text never changes.",
  nullable: true,
  id: { resolve: (report) => report.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The id of the contact it came from, in your own systems.',
    }),
    text: t.exposeString('redactedText', { description: 'What was reported, with personal data taken out.' }),
    redactions: t.field({
      type: [Redaction],
      description: 'What was taken out of the text: one entry a kind.',
      resolve: ({ redactions }) => redactions as { kind: string; count: number }[],
    }),
    language: t.exposeString('language', {
      description: 'The language of the text, as an ISO 639 code; "und" where it cannot be told.',
    }),
    languageDetected: t.exposeBoolean('languageDetected', {
      description: 'Whether the language was detected, not given.',
    }),
    channel: t.expose('channel', { type: Channel, description: 'How the customer got in touch.' }),
    product: t.relation('product', {
      type: Product,
      nullable: true,
      description: 'The product, where it is known.',
    }),
    component: t.relation('component', {
      type: Component,
      nullable: true,
      description: 'The part, where it is known.',
    }),
    version: t.exposeString('version', { nullable: true, description: 'The version that the customer has.' }),
    touchpoint: t.expose('touchpoint', {
      type: Touchpoint,
      nullable: true,
      description: "The stage of the customer's journey.",
    }),
    desiredOutcome: t.exposeString('desiredOutcome', {
      nullable: true,
      description: 'What the customer tries to get done, with personal data taken out.',
    }),
    customer: t.relation('customer', { type: Customer, nullable: true, description: 'Who has the trouble.' }),
    customerContacts: t.field({
      type: CustomerContacts,
      nullable: true,
      description: 'Whether the customer has been in touch before; null where the customer is not known.',
      resolve: (report, _args, { deps }) => countContacts(deps, report),
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it happened.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was stored here.' }),
    groupedAt: t.expose('groupedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it got its problem; null while it waits, as when the embedder is down.',
    }),
  }),
})
