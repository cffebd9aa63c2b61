import { DomainError } from '../platform/errors.ts'

export class ProductNotFound extends DomainError {
  readonly code = 'PRODUCT_NOT_FOUND'
  /** Keys of products of this organization that are written alike, nearest first. */
  readonly near: string[]

  constructor(key: string, near: string[]) {
    const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Create it with createProduct first.'
    super(`There is no product "${key}". ${hint}`)
    this.near = near
  }
}

export class ComponentNotFound extends DomainError {
  readonly code = 'COMPONENT_NOT_FOUND'
  /** Keys of components of this product that are written alike, nearest first. */
  readonly near: string[]

  constructor(productKey: string, key: string, near: string[]) {
    const hint =
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Create it with createComponent first.'
    super(`Product "${productKey}" has no component "${key}". ${hint}`)
    this.near = near
  }
}

export class KeyTaken extends DomainError {
  readonly code = 'KEY_TAKEN'
  constructor(what: string, key: string) {
    super(`There is already a ${what} "${key}". Use that one, or choose another key.`)
  }
}
