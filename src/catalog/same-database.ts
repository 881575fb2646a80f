import type { Manifest } from './manifest.ts'

type Source = Manifest['source']

/**
 * Whether two backups are of two databases, as far as their manifests say. One that was upgraded or moved to another
 * cluster behind its own address is the same to those who named its series, where that address means the same everywhere;
 * and so is one that was created again by its name, or renamed, in its cluster.
 */
export function areTwoDatabases(one: Source, other: Source): boolean {
  const sameName = one.database === other.database
  const sameOid = one.databaseOid !== undefined && one.databaseOid === other.databaseOid
  const sameAddress = isSameAddress(one, other)
  if (one.systemIdentifier === undefined || other.systemIdentifier === undefined)
    return sameAddress ? !sameName && !sameOid : !sameOid
  if (one.systemIdentifier === other.systemIdentifier) return !sameName && !sameOid
  return !(sameAddress && sameName && isHostForAll(one.host))
}

function isSameAddress(one: Source, other: Source): boolean {
  const samePort = one.port === undefined || other.port === undefined || one.port === other.port
  return samePort && one.host.toLowerCase() === other.host.toLowerCase()
}

/** A socket, localhost or a name such as `postgres` is another server on each machine, and through each tunnel. */
export function isHostForAll(host: string): boolean {
  return !host.startsWith('127.') && /^[^/].*[.:]/.test(host) && host !== '::1'
}

/** For messages. */
export function describeSource({ database, host, port }: Source): string {
  return `${database} on ${host}${port === undefined ? '' : `:${port}`}`
}
