import semver from 'semver'

type DatedVersion = { version: string; releasedAt: Date }

/** How one version stands to another. UNKNOWN: neither the numbers nor the releases tell. */
export type VersionOrder = 'OLDER' | 'SAME' | 'NEWER' | 'UNKNOWN'

/**
 * By semantic versioning where both follow it, so that a late release of an old branch stays older; else by
 * the dates of the releases.
 */
export function compareVersions(
  version: string,
  other: string,
  releases: readonly DatedVersion[],
): VersionOrder {
  if (isSameVersion(version, other)) return 'SAME'
  const [left, right] = [readSemver(version), readSemver(other)]
  if (left && right) return order(semver.compare(left, right))
  const [first, second] = [findRelease(version, releases), findRelease(other, releases)]
  if (!first || !second) return 'UNKNOWN'
  return order(first.releasedAt.getTime() - second.releasedAt.getTime())
}

export const findRelease = <Release extends DatedVersion>(
  version: string,
  releases: readonly Release[],
): Release | undefined => releases.find((release) => isSameVersion(release.version, version))

const order = (difference: number): VersionOrder =>
  difference === 0 ? 'SAME' : difference < 0 ? 'OLDER' : 'NEWER'

/** People write "2.4", "v2.4.0" and "2.4.0" for the same. */
function isSameVersion(a: string, b: string): boolean {
  const [left, right] = [readSemver(a), readSemver(b)]
  return left && right ? semver.eq(left, right) : spelled(a) === spelled(b)
}

const spelled = (version: string) => version.trim().toLowerCase()

/** Short forms are filled up: "2.4" is "2.4.0". What has more than three numbers is a free version. */
function readSemver(version: string): semver.SemVer | null {
  // Taken for a pre-release, it would be older than the version without its last number.
  if (/^v?\d+\.\d+\.\d+\./i.test(version.trim())) return null
  const short = /^v?(\d+)(?:\.(\d+))?(-[0-9a-z.-]+)?$/i.exec(version.trim())
  const full = short ? `${short[1]}.${short[2] ?? 0}.0${short[3] ?? ''}` : version.trim()
  return semver.parse(full, { loose: true })
}
