import { GraphQLError, Kind, type ValueNode } from 'graphql'
import { builder } from './builder.ts'

const refuse = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: 'INVALID_INPUT' } })
}

function parseDateTime(value: unknown): Date {
  const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
  if (typeof value !== 'string' || !pattern.test(value) || !isDay(value.slice(0, 10)) || !isMoment(value)) {
    return refuse(`${JSON.stringify(value)} is not a DateTime: write it as 2026-11-22T09:30:00Z.`)
  }
  return new Date(value)
}

function parseDate(value: unknown): Date {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || !isDay(value)) {
    return refuse(`${JSON.stringify(value)} is not a Date: write it as 2026-11-22.`)
  }
  return new Date(value)
}

/** JavaScript takes 31 February for 3 March. */
const isDay = (text: string): boolean => isMoment(text) && new Date(text).toISOString().startsWith(text)

/** From the year 1 to 9999: PostgreSQL has no year 0, and later ones are written otherwise. */
function isMoment(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return year >= 1 && year <= 9999
}

function parseDecimal(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{1,13}(\.\d{1,2})?$/.test(text)) {
    return refuse(
      `${JSON.stringify(value)} is not a Decimal: write it as "49.90", with at most two decimals.`,
    )
  }
  return text
}

const literal = (node: ValueNode): unknown =>
  node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null

builder.scalarType('DateTime', {
  description: 'A moment, as ISO 8601 with its offset: `2026-11-22T09:30:00Z`.',
  serialize: (date) => date.toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(literal(node)),
})

builder.scalarType('Date', {
  description: 'A day, as ISO 8601: `2026-11-22`.',
  serialize: (date) => date.toISOString().slice(0, 10),
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(literal(node)),
})

builder.scalarType('Markdown', {
  description: 'GitHub-flavoured Markdown. Render it with HTML switched off.',
  serialize: (text) => text,
})

builder.scalarType('Decimal', {
  description: 'An exact amount, as text: `"49.90"`.',
  serialize: (amount) => String(amount),
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(literal(node)),
})
