import type { Manifest } from '../../catalog/manifest.ts'
import type { TargetFacts } from '../../postgres/target/target-facts.ts'

/**
 * Whether the target is the very database that was backed up. A cluster is reported by its own identifier where both sides know
 * it, which a copy of the whole cluster has too: that counts as the source. In it a database is reported by its oid, which stays
 * when it is renamed, or by its name, which stays when it is made again. An upgrade by pg_upgrade gives a cluster another
 * identifier, so that one name at one address may be the source all the same. Where identifiers are not known, one host and
 * port are one cluster, and others may be: one database may be reached by several hosts, or by a pooler's port. What has
 * another oid is another database then, and what has the same may be it, renamed.
 */
export function isSource(
  { source }: Pick<Manifest, 'source'>,
  target: Pick<TargetFacts, 'database' | 'databaseOid' | 'host' | 'port' | 'systemIdentifier'>,
): 'yes' | 'no' | 'unknown' {
  const sameName = source.database === target.database
  const sameOid = source.databaseOid === undefined ? undefined : source.databaseOid === target.databaseOid
  const sameHost = source.host.toLowerCase() === target.host.toLowerCase()
  const samePort = source.port === undefined || source.port === target.port
  const sameAddress = sameHost && samePort
  if (source.systemIdentifier !== undefined && target.systemIdentifier !== undefined) {
    const sameCluster = source.systemIdentifier === target.systemIdentifier
    if (!sameCluster) return sameAddress && sameName ? 'unknown' : 'no'
    return sameName || sameOid === true ? 'yes' : 'no'
  }
  if (sameAddress) return sameName || sameOid === true ? 'yes' : 'no'
  if (sameOid === undefined) return sameName ? 'unknown' : 'no'
  return sameOid ? 'unknown' : 'no'
}
