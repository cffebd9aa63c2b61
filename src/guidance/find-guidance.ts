import { z } from 'zod'
import { findComponent, findProduct } from '../catalog/find-product.ts'
import { locale } from '../customers/customer-input.ts'
import { detectLanguage } from '../embedding/detect-language.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { touchpoints } from '../reports/report-input.ts'
import { type GuidanceMatch, matchGuidance } from './match-guidance.ts'

const inputSchema = z.object({
  text: text(20_000),
  product: text(200).nullish(),
  component: text(200).nullish(),
  version: text(100).nullish(),
  locale: locale.nullish(),
  touchpoint: z.enum(touchpoints).nullish(),
})

/** The guidance that applies to a case that is not (or not yet) a report. Nothing is stored. */
export async function findGuidance(
  deps: Deps,
  viewer: Viewer,
  input: z.input<typeof inputSchema>,
  limit: number,
): Promise<GuidanceMatch[]> {
  requireScope(viewer, 'READ')
  const given = parseInput(inputSchema, input)
  if (given.component != null && given.product == null) {
    throw new InvalidInput('component', 'needs the product that it is part of')
  }
  const product = given.product == null ? null : await findProduct(deps, viewer, given.product)
  const component =
    product === null || given.component == null
      ? null
      : await findComponent(deps, viewer, product, given.component)
  const { language } = detectLanguage(given.text)
  return matchGuidance(
    deps,
    {
      organizationId: viewer.organizationId,
      productId: product?.id ?? null,
      problemIds: [],
      componentId: component?.id ?? null,
      version: given.version ?? null,
      locale: given.locale ?? (language === 'und' ? null : language),
      touchpoint: given.touchpoint ?? null,
      text: given.text,
      language,
      denseShare: deps.embedder.denseShare(language),
      reportId: null,
    },
    limit,
  )
}
