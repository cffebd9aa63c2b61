import { ComponentNotFound, ProductNotFound } from '../catalog/catalog.errors.ts'
import { isCatalogKey } from '../catalog/catalog-key.ts'
import { nearest } from '../catalog/nearest-keys.ts'
import { detectLanguage } from '../embedding/detect-language.ts'
import type { Deps } from '../platform/deps.ts'
import { DomainError, InvalidInput } from '../platform/errors.ts'
import { mapInTurns } from '../platform/in-turns.ts'
import { parseInput } from '../platform/parse-input.ts'
import type { Viewer } from '../platform/viewer.ts'
import { redactPersonalData } from './redaction/redact-personal-data.ts'
import { type ReportDraft, type ReportInput, refuseFuture, reportInput } from './report-input.ts'

/** A checked report with its place in the catalog, its language, and its text without personal data. */
export type PreparedReport = ReportInput & {
  id: string
  productId: string | null
  componentId: string | null
  language: string
  languageDetected: boolean
  redactedText: string
  redactedOutcome: string | null
  redactions: { kind: string; count: number }[]
}

/** Checks each report by itself: what is refused keeps nothing else out. */
export async function prepareReports(
  deps: Deps,
  viewer: Viewer,
  drafts: readonly ReportDraft[],
): Promise<(PreparedReport | DomainError)[]> {
  const now = deps.clock.now()
  const parsed = await mapInTurns(drafts, (draft) => refusalOr(() => parseReport(draft, now)))
  const places = await findPlaces(
    deps,
    viewer,
    parsed.flatMap((input) => (input instanceof DomainError ? [] : [input])),
  )
  return mapInTurns(parsed, (input) =>
    input instanceof DomainError ? input : refusalOr(() => prepare(deps.ids.next(), input, places(input))),
  )
}

function parseReport(draft: ReportDraft, now: Date): ReportInput {
  const input = parseInput(reportInput, draft)
  refuseFuture(input, now)
  return input
}

type Place = { productId: string | null; componentId: string | null }

function prepare(id: string, input: ReportInput, place: Place): PreparedReport {
  const detected = input.language ? null : detectLanguage(input.text).language
  const language = input.language ?? detected ?? 'und'
  const region = input.customer?.locale ? new Intl.Locale(input.customer.locale).region : undefined
  const redaction = redactPersonalData(input.text, region ? { region } : {})
  return {
    ...input,
    ...place,
    id,
    language,
    languageDetected: detected !== null,
    redactedText: redaction.text,
    redactedOutcome: input.desiredOutcome ? redactPersonalData(input.desiredOutcome).text : null,
    redactions: redaction.removed,
  }
}

type CatalogProduct = { id: string; key: string; components?: { id: string; key: string }[] }

/** Finds the products and components that the reports name, in one query where all exist. */
async function findPlaces(deps: Deps, { organizationId }: Viewer, inputs: readonly ReportInput[]) {
  const components = inputs.some(({ component }) => component != null)
  const find = (where: object): Promise<CatalogProduct[]> =>
    deps.database.prisma.product.findMany({
      where: { organizationId, ...where },
      select: { id: true, key: true, components: components && { select: { id: true, key: true } } },
    })
  const keys = [...new Set(inputs.flatMap(({ product }) => product ?? []))]
  const named = keys.length > 0 ? await find({ key: { in: keys.filter(isCatalogKey) } }) : []
  const known = named.length < keys.length ? await find({}) : named
  return (input: ReportInput) => placeOf(input, new Map(known.map((product) => [product.key, product])))
}

function placeOf(
  { product: productKey, component: componentKey }: ReportInput,
  products: ReadonlyMap<string, CatalogProduct>,
): Place {
  if (productKey == null) {
    if (componentKey == null) return { productId: null, componentId: null }
    throw new InvalidInput('component', 'needs the product that it is part of')
  }
  const product = products.get(productKey)
  if (product === undefined) throw new ProductNotFound(productKey, nearest(productKey, [...products.keys()]))
  if (componentKey == null) return { productId: product.id, componentId: null }
  const component = product.components?.find(({ key }) => key === componentKey)
  if (component === undefined) {
    const keys = product.components?.map(({ key }) => key) ?? []
    throw new ComponentNotFound(productKey, componentKey, nearest(componentKey, keys))
  }
  return { productId: product.id, componentId: component.id }
}

function refusalOr<T>(work: () => T): T | DomainError {
  try {
    return work()
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
