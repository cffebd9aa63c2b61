import type { Api } from './api.ts'
import { demoProducts } from './data/products.ts'
import { daysBefore } from './submit-case.ts'

/** Creates the three invented products with their components and releases. */
export async function createProducts(admin: Api, now: Date): Promise<void> {
  for (const { components, releases, ...product } of demoProducts) {
    await admin(
      `mutation ($input: CreateProductInput!) { createProduct(input: $input) {
        __typename ... on UserError { code message } } }`,
      { input: { ...product, quotesAllowed: true } },
    )
    for (const component of components) {
      await admin(
        `mutation ($input: CreateComponentInput!) { createComponent(input: $input) {
          __typename ... on UserError { code message } } }`,
        { input: { product: product.key, ...component } },
      )
    }
    for (const { version, daysAgo } of releases) {
      await admin(
        `mutation ($input: RecordReleaseInput!) { recordRelease(input: $input) {
          __typename ... on UserError { code message } } }`,
        { input: { product: product.key, version, releasedAt: daysBefore(now, daysAgo) } },
      )
    }
  }
}
