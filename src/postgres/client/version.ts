export interface ClientVersion {
  readonly major: number
  readonly version: string
}

/** Reads the answer to `--version`: `pg_dump (PostgreSQL) 17.10 (Debian 17.10-1)`, `… 19beta2`, `… 9.6.24`. */
export function parseVersion(answer: string): ClientVersion | undefined {
  const version = /\(PostgreSQL\) (\d+[^\s]*)/.exec(answer)?.[1]
  return version === undefined ? undefined : { major: Number.parseInt(version, 10), version }
}

/** PostgreSQL's version as the tool cache wants it: `17.10` → `17.10.0`; a beta counts as `.0`. */
export function semanticVersion(version: string): string {
  const [major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version)?.slice(1) ?? []
  return `${major}.${minor ?? '0'}.0`
}

/** Before the first minor version, in this order. */
const STAGES = ['devel', 'alpha', 'beta', 'rc']

/**
 * Compares two versions as PostgreSQL counts them, `19beta2` < `19rc1` < `19.0` < `19.1`: negative if `a` is the older.
 * What packagers and forks add after the minor version does not count; what is no version is the oldest.
 */
export function comparePostgres(a: string, b: string): number {
  const [left, right] = [orderOf(a), orderOf(b)]
  return left.map((part, at) => part - (right[at] ?? 0)).find(order => order !== 0) ?? 0
}

function orderOf(version: string): readonly number[] {
  const [, major, minor, stage, count] = /^(\d+)(?:\.(\d+)|(devel|alpha|beta|rc)(\d*))?/.exec(version) ?? []
  if (major === undefined) return [0, 0, 0]
  return stage === undefined
    ? [Number(major), STAGES.length, Number(minor ?? 0)]
    : [Number(major), STAGES.indexOf(stage), Number(count || 0)]
}

/** The newest of what has versions; undefined for none. */
export function newest<T extends { readonly version: string }>(all: readonly T[]): T | undefined {
  return all.toSorted((a, b) => comparePostgres(b.version, a.version))[0]
}

/** PostgreSQL's version in that of a Debian package: `15.20-0+deb12u1` → `15.20`, `19~rc1-1` → `19rc1`. */
export function versionOfPackage(version: string): string {
  return version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace('~', '')
}
