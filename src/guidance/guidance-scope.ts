import semver from 'semver'

/** What is known of a case when guidance is looked for. */
export type CaseScope = {
  componentId: string | null
  version: string | null
  /** BCP 47: the customer's locale, else the language of the report. */
  locale: string | null
  touchpoint: string | null
}

export type GuidanceScope = {
  componentId: string | null
  versionRange: string | null
  locales: readonly string[]
  touchpoint: string | null
}

/** Whether guidance may apply to a case: what either side leaves open excludes nothing. */
export const scopeFits = (scope: GuidanceScope, found: CaseScope): boolean =>
  fits(scope.componentId, found.componentId) &&
  fits(scope.touchpoint, found.touchpoint) &&
  localeFits(scope.locales, found.locale) &&
  versionFits(scope.versionRange, found.version)

const fits = (wanted: string | null, found: string | null): boolean =>
  wanted === null || found === null || wanted === found

/** `tr` takes `tr-TR`; `tr-TR` takes `tr`, whose region is not known, but not `tr-CY`. */
function localeFits(locales: readonly string[], found: string | null): boolean {
  if (locales.length === 0 || found === null) return true
  const case_ = found.toLowerCase()
  return locales.some((locale) => {
    const wanted = locale.toLowerCase()
    return case_ === wanted || case_.startsWith(`${wanted}-`) || wanted.startsWith(`${case_}-`)
  })
}

/** A version that is not semantic is read as far as it is; one that cannot be read excludes nothing. */
function versionFits(range: string | null, version: string | null): boolean {
  if (range === null || version === null) return true
  const read = semver.parse(version) ?? semver.coerce(version)
  return read === null || semver.satisfies(read, range, { includePrerelease: true })
}
