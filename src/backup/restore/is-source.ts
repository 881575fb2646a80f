import type { Manifest } from '../manifest.ts'
import type { TargetFacts } from './target-facts.ts'

/**
 * Whether the target is the very database that was backed up: by the cluster's own identifier where both sides know it,
 * else by host. One database may be reached by several hosts: then it can't be told. A copy of the whole cluster has its
 * identifier too, and counts as the source.
 */
export function isSource(
  { source }: Pick<Manifest, 'source'>,
  target: Pick<TargetFacts, 'database' | 'host' | 'systemIdentifier'>,
): 'yes' | 'no' | 'unknown' {
  if (source.database !== target.database) return 'no'
  if (source.systemIdentifier !== undefined && target.systemIdentifier !== undefined)
    return source.systemIdentifier === target.systemIdentifier ? 'yes' : 'no'
  return source.host.toLowerCase() === target.host.toLowerCase() ? 'yes' : 'unknown'
}
