import type { Manifest } from '../catalog/manifest.ts'
import { leastOf } from '../postgres/client/standing.ts'
import { comparePostgres } from '../postgres/client/version.ts'

/**
 * What to know before a backup goes to a server of an older minor version than the source. It matters only where pg_dump,
 * too, was older than the source: then it may have dumped what only newer minor versions know.
 */
export function olderMinorWarning(
  { clientVersion, source }: Pick<Manifest, 'clientVersion' | 'source'>,
  target: { readonly major: number; readonly version: string },
): string | undefined {
  const { least } = leastOf(target.major, source.serverVersion)
  if (least === undefined || comparePostgres(target.version, least) >= 0) return undefined
  const { least: dumped } = leastOf(target.major, clientVersion)
  if (dumped === undefined || comparePostgres(dumped, least) >= 0) return undefined
  return `The server is PostgreSQL ${target.version}, older than the one that was backed up, ${least}, and pg_dump was ${dumped}: it may have dumped what this server does not know. If the load fails, take a server of ${least} or newer.`
}
