import type { Manifest } from '../manifest.ts'
import type { TargetFacts } from './target-facts.ts'

/**
 * Whether the target is the very database that was backed up. A cluster is told by its own identifier where both sides know
 * it, which a copy of the whole cluster has too: that counts as the source. In it a database is told by its oid, which stays
 * when it is renamed, or by its name, which stays when it is made again. Where identifiers are not known, one host and port
 * are one cluster, and others may be: one database may be reached by several hosts, or by a pooler's port. Another oid is
 * another database then.
 */
export function isSource(
  { source }: Pick<Manifest, 'source'>,
  target: Pick<TargetFacts, 'database' | 'databaseOid' | 'host' | 'port' | 'systemIdentifier'>,
): 'yes' | 'no' | 'unknown' {
  const sameName = source.database === target.database
  const sameOid = source.databaseOid === undefined ? undefined : source.databaseOid === target.databaseOid
  if (source.systemIdentifier !== undefined && target.systemIdentifier !== undefined) {
    const sameCluster = source.systemIdentifier === target.systemIdentifier
    return sameCluster && (sameName || sameOid === true) ? 'yes' : 'no'
  }
  const sameHost = source.host.toLowerCase() === target.host.toLowerCase()
  const samePort = source.port === undefined || source.port === target.port
  if (sameHost && samePort) return sameName || sameOid === true ? 'yes' : 'no'
  return sameName && sameOid !== false ? 'unknown' : 'no'
}
