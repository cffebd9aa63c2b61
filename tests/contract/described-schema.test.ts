import { readFileSync } from 'node:fs'
import {
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/entrypoints/create-schema.ts'

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)
const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})

/** Everything that can have a description, by its coordinate. */
function* described(type: GraphQLNamedType): Generator<[string, string | null | undefined]> {
  yield [type.name, type.description]
  for (const field of fieldsOf(type)) {
    yield [`${type.name}.${field.name}`, field.description]
    for (const { name, description } of field.args) {
      yield [`${type.name}.${field.name}(${name}:)`, description]
    }
  }
  const members = isInputObjectType(type)
    ? Object.values(type.getFields())
    : isEnumType(type)
      ? type.getValues()
      : []
  for (const { name, description } of members) yield [`${type.name}.${name}`, description]
}

test('schema/schema.graphql is the schema that is served', () => {
  const committed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')
  const served = `${printSchema(lexicographicSortSchema(schema))}\n`
  expect(committed === served, 'the API has changed: run npm run generate and commit the file').toBe(true)
})

test('every type, field, argument, input field and enum value says what it is', () => {
  const coordinates = types.flatMap((type) => [...described(type)])
  expect(coordinates.length).toBeGreaterThan(300)
  expect(coordinates.filter(([, description]) => !description?.trim()).map(([name]) => name)).toEqual([])
})

test('a description ends as a sentence does', () => {
  const coordinates = types.flatMap((type) => [...described(type)])
  expect(coordinates.filter(([, text]) => text && !/[.!?]$/.test(text)).map(([name]) => name)).toEqual([])
})

test('a list that may grow is a connection, and any other list says how long it gets', () => {
  const bounded = /at most|twelve|one entry a|each scope once/
  const unbounded = types
    .filter(({ name }) => !name.endsWith('Connection'))
    .flatMap((type) => fieldsOf(type).map((field) => ({ at: `${type.name}.${field.name}`, field })))
    .filter(({ field }) => isListType(getNullableType(field.type)))
    .filter(({ field }) => !bounded.test(field.description ?? ''))
  expect(unbounded.map(({ at }) => at)).toEqual([])
})

test('a connection has edges with a node and a cursor, and tells where to go on', () => {
  const connections = types.filter(({ name }) => name.endsWith('Connection'))
  expect(connections.length).toBeGreaterThan(5)
  for (const type of connections) {
    const fields = Object.fromEntries(fieldsOf(type).map((field) => [field.name, field.type]))
    expect(String(fields.pageInfo), type.name).toBe('PageInfo!')
    const edge = getNamedType(fields.edges)
    expect(edge && fieldsOf(edge).map(({ name }) => name), type.name).toEqual(
      expect.arrayContaining(['node', 'cursor']),
    )
  }
})

test('every mutation takes exactly one input, of its own name', () => {
  expect(mutations.length).toBeGreaterThan(10)
  for (const { name, args } of mutations) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`
    expect(
      args.map((arg) => `${arg.name}: ${arg.type}`),
      name,
    ).toEqual([`input: ${type}`])
  }
})

test('every mutation answers a nullable union of its success and of refusals that are user errors', () => {
  for (const { name, type } of mutations) {
    expect(isNonNullType(type), `${name} is nullable`).toBe(false)
    const union = getNamedType(type)
    if (!isUnionType(union)) throw new Error(`${name} answers no union`)
    const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`
    const refusals = union.getTypes().filter((member) => member.name !== success)
    expect(union.getTypes().map((member) => member.name)).toContain(success)
    expect(refusals.length, name).toBeGreaterThan(0)
    for (const refusal of refusals) {
      expect(
        refusal.getInterfaces().map((it) => it.name),
        refusal.name,
      ).toContain('UserError')
    }
  }
})

test('no field names another thing by its id only', () => {
  const ids = types
    .filter((type) => !isInputObjectType(type))
    .flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}`))
    .filter((at) => /Id$/.test(at) && !/\.externalId$/.test(at))
  expect(ids).toEqual([])
})
