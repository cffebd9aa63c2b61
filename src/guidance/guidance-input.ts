import semver from 'semver'
import { z } from 'zod'
import { text } from '../platform/text-input.ts'
import { touchpoints } from '../reports/report-input.ts'

export const guidanceKinds = ['SETUP_PITFALL', 'WORKAROUND', 'NOTICE'] as const

export const versionRange = text(200).refine(
  (range) => semver.validRange(range) !== null,
  'must be a range of versions, such as ">=2.1 <2.4"',
)

const locale = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag, such as tr or pt-BR')

/** The wording and scope of one version of guidance. */
export const guidanceContent = z.object({
  title: text(200),
  body: text(20_000),
  language: locale.nullish(),
  versions: versionRange.nullish(),
  locales: z.array(locale).max(50, 'must hold at most 50 locales').nullish(),
  touchpoint: z.enum(touchpoints).nullish(),
  reviewOn: z.date().nullish(),
})

export type GuidanceContent = z.output<typeof guidanceContent>
