import { ProductNotFound } from '../catalog/catalog.errors.ts'
import { Product } from '../catalog/catalog.graphql.ts'
import { InvalidInput } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import {
  type Coverage,
  type LanguageCoverage as LanguageCoverageShape,
  measureCoverage,
} from './measure-coverage.ts'
import { noteCoverage } from './note-coverage.ts'

const LanguageCoverage = builder.objectRef<LanguageCoverageShape>('LanguageCoverage').implement({
  description: 'How the reports in one language are grouped.',
  fields: (t) => ({
    language: t.exposeString('language', { description: 'The language, as an ISO 639 code.' }),
    reports: t.exposeInt('reports', { description: 'How many reports, those that wait included.' }),
    alone: t.exposeInt('alone', { description: 'How many are in a problem that has no other report.' }),
    acrossLanguages: t.exposeInt('acrossLanguages', {
      description: 'How many are in a problem that has reports in other languages too.',
    }),
    waiting: t.exposeInt('waiting', { description: 'How many are in no problem yet.' }),
    understood: t.exposeBoolean('understood', {
      description: 'Whether the present model compares meanings in it; if not, only the wording is compared.',
    }),
    note: t.string({ description: 'What that means, in a sentence.', resolve: noteCoverage }),
  }),
})

const CoverageSuccess = builder.objectRef<Coverage>('CoverageSuccess').implement({
  description: 'Where grouping sees well, and where it is blind.',
  fields: (t) => ({
    product: t.expose('product', {
      type: Product,
      nullable: true,
      description: 'The product that was asked for; null: all of the organization.',
    }),
    languages: t.expose('languages', {
      type: [LanguageCoverage],
      description: 'Most reports first: one entry a language, at most 100.',
    }),
  }),
})

builder.queryFields((t) => ({
  coverage: t.field({
    type: CoverageSuccess,
    nullable: true,
    description: 'How well the reports in each language are grouped. Needs the scope READ.',
    errors: { types: [InvalidInput, ProductNotFound] },
    args: {
      product: t.arg.string({
        description: 'Only problems of the product with this key, and reports that wait.',
      }),
      since: t.arg({ type: 'DateTime', description: 'Only reports that occurred at or after this time.' }),
    },
    resolve: (_root, input, { deps, viewer }) => measureCoverage(deps, viewer, input),
  }),
}))
