import { closest } from '../core/closest.ts'
import { BackupError } from '../core/errors.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { askLiveTables, type LiveTable } from '../postgres/live-tables.ts'
import type { Prepared } from './prepare.ts'
import type { BackupRequest } from './request.ts'

/** Somebody waits for an error message. Milliseconds. */
const LONGEST_MS = 10_000
const MOST_NAMED = 5

/** The same error, with the tables that were probably meant where one of `tables` matches none. */
export async function withNearTables(
  error: unknown,
  { selection }: Pick<BackupRequest, 'selection'>,
  { connection }: Pick<Prepared, 'connection'>,
): Promise<unknown> {
  if (!(error instanceof BackupError) || error.code !== 'nothing-matched') return error
  try {
    const there = await askLiveTables(connection, AbortSignal.timeout(LONGEST_MS))
    const meant = selection.tables.flatMap(pattern => {
      const near = nearTo(pattern, there)
      return near === undefined ? [] : [`${near} for ${pattern}`]
    })
    if (meant.length === 0) return error
    const { code, hint, kind, message } = error
    const names = meant.slice(0, MOST_NAMED).join(', ')
    return new BackupError({ kind, code, message, hint: `Did you mean ${names}? ${hint}` }, error)
  } catch {
    return error
  }
}

/** The table of that name in another schema, or else the nearest name; undefined for a pattern, and for one that is there. */
function nearTo(pattern: string, there: readonly LiveTable[]): string | undefined {
  if (/[*?"|()]/.test(pattern)) return undefined
  const [name = pattern, schema] = pattern.toLowerCase().split('.').reverse()
  if (there.some(table => table.name === name && (schema === undefined || table.schema === schema)))
    return undefined
  const same = there.filter(table => table.name === name)
  if (same.length > 0) return same.slice(0, MOST_NAMED).map(qualifiedName).join(' or ')
  const near = closest(
    name,
    there.map(table => table.name),
  )
  const found = there.find(table => table.name === near)
  return found && qualifiedName(found)
}
