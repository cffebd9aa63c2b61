/**
 * OpenAPI 3.0 to JSON Schema: `nullable` becomes a null type, enums admit null, and `nullable` beside `$ref` or a
 * combination (where JSON Schema would not see it) is wrapped.
 */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, toJsonSchema(child)]),
  )
  // A property may be called `nullable`; only `true` is the keyword.
  if (nullable !== true) return nullable === undefined ? rest : { ...rest, nullable }
  const schema: Record<string, unknown> = { ...rest }
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null]
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null']
  const combined = ['$ref', 'allOf', 'anyOf', 'oneOf'].some((key) => key in schema)
  return combined ? { anyOf: [schema, { type: 'null' }] } : schema
}
