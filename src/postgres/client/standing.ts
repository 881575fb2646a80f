import { comparePostgres } from './version.ts'

/** Which version of PostgreSQL's programs is asked for. */
export interface WantedVersion {
  readonly major: number
  /**
   * A version of this major that the programs are to be no older than, if such can be had: an older client does not know
   * what newer minor versions of a server write into their catalogs, and dumps it as if it were the user's.
   */
  readonly least?: string
}

/**
 * The first minor version of each major whose client is safe: older ones let a server, or anyone who owns an object in it,
 * run SQL as the role that dumps (CVE-2024-7348), or programs on the machine that restores (CVE-2025-8714, -8715). All
 * minor versions of the majors that are not listed have the fixes.
 */
const SAFE_SINCE = new Map([
  [13, '13.22'],
  [14, '14.19'],
  [15, '15.14'],
  [16, '16.10'],
  [17, '17.6'],
  [18, '18.0'],
])

/** The security floor of a major version's client; undefined if none of its versions has known holes of that kind. */
export function safeSince(major: number): string | undefined {
  return SAFE_SINCE.get(major)
}

/** `unsafe`: below the security floor. `older`: safe, and older than what is wanted. */
export type Standing = 'fits' | 'older' | 'unsafe'

/** @param floor the version below which nothing is taken; undefined for any */
export function standing(
  version: string,
  { least }: Pick<WantedVersion, 'least'>,
  floor: string | undefined,
): Standing {
  if (floor !== undefined && comparePostgres(version, floor) < 0) return 'unsafe'
  return least !== undefined && comparePostgres(version, least) < 0 ? 'older' : 'fits'
}

/** The newest of versions of one major: what is to be no older than each. Those of other majors do not count. */
export function leastOf(
  major: number,
  ...versions: readonly (string | undefined)[]
): Pick<WantedVersion, 'least'> {
  const own = versions.filter(each => each !== undefined && Number.parseInt(each, 10) === major)
  const least = own.toSorted((a = '', b = '') => comparePostgres(b, a))[0]
  return least === undefined ? {} : { least }
}
