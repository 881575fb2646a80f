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
