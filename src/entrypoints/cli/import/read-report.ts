import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLNonNull,
  getNamedType,
  isInputObjectType,
} from 'graphql'
import type { ReportDraft } from '../../../reports/report-input.ts'
import { schema } from '../../create-schema.ts'

/** A report as the API takes it, and the same with its dates read. */
export type ReadReport = { input: Record<string, unknown>; draft: ReportDraft }

/** The API's own description decides, so that a file means the same whether it is sent or stored directly. */
const reportType = (): GraphQLInputObjectType => {
  const type = schema.getType('SubmitReportInput')
  if (!isInputObjectType(type)) throw new Error('The schema has no SubmitReportInput.')
  return type
}

/** @returns the report, or the reason why it is none */
export function readReport(entry: unknown): ReadReport | { reason: string } {
  const value = completeDay(entry)
  const reasons: string[] = []
  const draft = coerceInputValue(value, new GraphQLNonNull(reportType()), (path, _invalid, { message }) => {
    reasons.push(path.length > 0 ? `${path.join('.')}: ${message}` : message)
  })
  if (reasons.length > 0) return { reason: reasons.join(' ') }
  return { input: value as Record<string, unknown>, draft: draft as ReportDraft }
}

/** Spreadsheets export days without a time: midnight UTC, though the API asks for a moment. */
function completeDay(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('occurredAt' in entry)) return entry
  const { occurredAt } = entry
  const isDay = typeof occurredAt === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(occurredAt)
  return isDay ? { ...entry, occurredAt: `${occurredAt}T00:00:00Z` } : entry
}

/** The columns that a CSV file may have: text, …, customer.recurringRevenue.amount, … */
export function reportColumns(type: GraphQLInputType = reportType()): string[] {
  if (!isInputObjectType(type)) return []
  return Object.values(type.getFields()).flatMap(({ name, type: inner }) => {
    const named = getNamedType(inner)
    return isInputObjectType(named) ? reportColumns(named).map((below) => `${name}.${below}`) : [name]
  })
}
