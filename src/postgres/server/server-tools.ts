import { createHash } from 'node:crypto'

/** The name under which servers are kept in the tool cache. */
export const SERVER_TOOL = 'postgresql-server'

/** The name of those with extensions: one for each set of them. */
export function toolWith(extensions: readonly string[]): string {
  const names = [...new Set(extensions)].toSorted().join('\n')
  return `${SERVER_TOOL}-with-${createHash('sha256').update(names).digest('hex').slice(0, 12)}`
}
