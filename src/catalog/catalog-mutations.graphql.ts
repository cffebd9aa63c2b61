import type {
  Component as ComponentRow,
  Product as ProductRow,
  Release as ReleaseRow,
} from '../platform/database/generated/prisma/client.ts'
import { InvalidInput } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import { RepositoryTaken } from '../repositories/repositories.errors.ts'
import { ComponentNotFound, KeyTaken, ProductNotFound } from './catalog.errors.ts'
import { Component, Product, Release, TicketPolicy } from './catalog.graphql.ts'
import { createComponent } from './create-component.ts'
import { createProduct } from './create-product.ts'
import { recordRelease } from './record-release.ts'
import { updateProduct } from './update-product.ts'

publishErrorCode('PRODUCT_NOT_FOUND', 'The organization has no product with this key.')
builder.objectType(ProductNotFound, {
  name: 'ProductNotFoundError',
  description: 'The organization has no product with this key.',
  interfaces: [UserError],
  fields: (t) => ({
    near: t.exposeStringList('near', {
      description: 'Keys that are written alike, nearest first; at most three.',
    }),
  }),
})

publishErrorCode('COMPONENT_NOT_FOUND', 'The product has no component with this key.')
builder.objectType(ComponentNotFound, {
  name: 'ComponentNotFoundError',
  description: 'The product has no component with this key.',
  interfaces: [UserError],
  fields: (t) => ({
    near: t.exposeStringList('near', {
      description: 'Keys that are written alike, nearest first; at most three.',
    }),
  }),
})

publishErrorCode('KEY_TAKEN', 'Another product or component has this key.')
builder.objectType(KeyTaken, {
  name: 'KeyTakenError',
  description: 'Another product or component has this key.',
  interfaces: [UserError],
})

const CreateProductInput = builder.inputType('CreateProductInput', {
  description: 'A new product.',
  fields: (t) => ({
    key: t.string({
      required: true,
      description: 'Its key: 1–64 lower-case letters, digits, dots, dashes, underscores.',
    }),
    name: t.string({ required: true, description: 'Its name; at most 200 characters.' }),
    repository: t.string({
      description: 'The GitHub repository that its tickets are opened in, as owner/name.',
    }),
    ticketPolicy: t.field({
      type: TicketPolicy,
      description: 'When a recurring problem becomes an issue; PROPOSED, where not given.',
    }),
    quotesAllowed: t.boolean({
      description: 'Whether tickets may quote customers, redacted; false, where not given.',
    }),
    labels: t.stringList({
      description: 'Labels that its issues get beside our own one; at most 10.',
    }),
    issueType: t.string({ description: 'The issue type that its issues get.' }),
    guidanceFolder: t.string({
      description: 'The folder of the repository with guidance as Markdown files, such as docs/guidance.',
    }),
    recurringCustomers: t.int({
      description: 'Distinct customers that make a problem recurring; 3, where not given.',
    }),
    recurringWindowDays: t.int({ description: 'Within how many days; 28, where not given.' }),
  }),
})

const UpdateProductInput = builder.inputType('UpdateProductInput', {
  description: 'What changes about a product; what is not given stays.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'The key of the product; it cannot be changed.' }),
    name: t.string({ description: 'Its name; at most 200 characters.' }),
    repository: t.string({
      description: 'The GitHub repository that its tickets are opened in; null disconnects it.',
    }),
    ticketPolicy: t.field({ type: TicketPolicy, description: 'When a recurring problem becomes an issue.' }),
    quotesAllowed: t.boolean({ description: 'Whether tickets may quote customers, redacted.' }),
    labels: t.stringList({
      description: 'Labels that its issues get beside our own one; at most 10.',
    }),
    issueType: t.string({ description: 'The issue type that its issues get.' }),
    guidanceFolder: t.string({
      description: 'The folder of the repository with guidance as Markdown files, such as docs/guidance.',
    }),
    recurringCustomers: t.int({ description: 'Distinct customers that make a problem recurring.' }),
    recurringWindowDays: t.int({ description: 'Within how many days.' }),
  }),
})

const CreateProductSuccess = builder.objectRef<{ product: ProductRow }>('CreateProductSuccess').implement({
  description: 'The product was created.',
  fields: (t) => ({ product: t.expose('product', { type: Product, description: 'The new product.' }) }),
})

const UpdateProductSuccess = builder.objectRef<{ product: ProductRow }>('UpdateProductSuccess').implement({
  description: 'The product was changed.',
  fields: (t) => ({
    product: t.expose('product', { type: Product, description: 'The product as it is now.' }),
  }),
})

const CreateComponentInput = builder.inputType('CreateComponentInput', {
  description: 'A new component.',
  fields: (t) => ({
    product: t.string({ required: true, description: 'The key of the product that it is part of.' }),
    key: t.string({
      required: true,
      description: 'Its key, unique in the product; formed like that of a product.',
    }),
    name: t.string({ required: true, description: 'Its name; at most 200 characters.' }),
  }),
})

const CreateComponentSuccess = builder
  .objectRef<{ component: ComponentRow }>('CreateComponentSuccess')
  .implement({
    description: 'The component was created.',
    fields: (t) => ({
      component: t.expose('component', { type: Component, description: 'The new component.' }),
    }),
  })

const RecordReleaseInput = builder.inputType('RecordReleaseInput', {
  description: 'A release of a product.',
  fields: (t) => ({
    product: t.string({ required: true, description: 'The key of the product.' }),
    version: t.string({ required: true, description: 'The version; at most 100 characters.' }),
    releasedAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'Since when customers can have it.',
    }),
  }),
})

const RecordReleaseSuccess = builder.objectRef<{ release: ReleaseRow }>('RecordReleaseSuccess').implement({
  description: 'The release is recorded.',
  fields: (t) => ({ release: t.expose('release', { type: Release, description: 'The release.' }) }),
})

builder.mutationFields((t) => ({
  createProduct: t.field({
    type: CreateProductSuccess,
    nullable: true,
    description: 'Creates a product. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, KeyTaken, RepositoryTaken] },
    args: { input: t.arg({ type: CreateProductInput, required: true, description: 'The product.' }) },
    resolve: (_root, { input }, { deps, viewer }) => createProduct(deps, viewer, input),
  }),
  updateProduct: t.field({
    type: UpdateProductSuccess,
    nullable: true,
    description: 'Changes a product. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, ProductNotFound, RepositoryTaken] },
    args: { input: t.arg({ type: UpdateProductInput, required: true, description: 'What changes.' }) },
    resolve: (_root, { input }, { deps, viewer }) => updateProduct(deps, viewer, input as never),
  }),
  createComponent: t.field({
    type: CreateComponentSuccess,
    nullable: true,
    description: 'Creates a component of a product. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, ProductNotFound, KeyTaken] },
    args: { input: t.arg({ type: CreateComponentInput, required: true, description: 'The component.' }) },
    resolve: (_root, { input }, { deps, viewer }) => createComponent(deps, viewer, input),
  }),
  recordRelease: t.field({
    type: RecordReleaseSuccess,
    nullable: true,
    description: 'Records that a version was released; again corrects its date. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, ProductNotFound] },
    args: { input: t.arg({ type: RecordReleaseInput, required: true, description: 'The release.' }) },
    resolve: (_root, { input }, { deps, viewer }) => recordRelease(deps, viewer, input),
  }),
}))
