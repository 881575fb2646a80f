import { LEAST_ROWS_TO_GROW, LEAST_ROWS_TO_LOSE } from '../../anomaly/tables.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { firstOf } from '../../core/words.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import { findDifferences } from '../../fingerprint/differences.ts'
import { type Fingerprint, qualifiedName } from '../../fingerprint/fingerprint.ts'
import { isDataEntry } from '../../postgres/toc/entry-kinds.ts'

/** What is known of the database now, cheaply: its definitions exactly, its rows by the server's own estimates. */
export interface LiveDatabase {
  /** Of a dump of the definitions alone, of the same selection. */
  readonly schema: Pick<Fingerprint, 'objects'>
  readonly extensions: readonly Manifest['contents']['extensions'][number][]
  readonly tables: readonly (TableName & { readonly bytes: number; readonly rows: number | undefined })[]
}

const MOST_TOLD = 3

/**
 * Why an earlier backup is not what the database is now, in words that complete “it …”; undefined where nothing was seen.
 * Exact for definitions and extensions. Of rows only what the server's estimates show: a table that was emptied, or has
 * more or fewer rows than an anomaly needs.
 * @param percent how far an estimate may be off
 */
export function whyNotLive(manifest: Manifest, live: LiveDatabase, percent: number): string | undefined {
  return (
    changedSchema(manifest, live) ?? changedExtensions(manifest, live) ?? changedRows(manifest, live, percent)
  )
}

function changedSchema({ fingerprint }: Manifest, { schema }: LiveDatabase): string | undefined {
  const definitions = ({ objects }: Pick<Fingerprint, 'objects'>): Fingerprint => ({
    ddlSha256: '',
    tables: [],
    sequences: [],
    largeObjects: { count: 0, bytes: 0, sha256: '' },
    objects: objects.filter(each => !isDataEntry(each)),
  })
  const found = findDifferences(definitions(fingerprint), definitions(schema))
  if (found.length === 0) return undefined
  const names = found.slice(0, MOST_TOLD).map(({ how, name }) => `${name} ${HOW[how]}`)
  return `has another schema than the database now: ${firstOf(names, names.length, { of: found.length, separator: '; ' })}`
}

const HOW = { missing: 'is gone', extra: 'is new', different: 'changed' } as const

function changedExtensions({ contents }: Manifest, live: LiveDatabase): string | undefined {
  const words = (all: LiveDatabase['extensions']): string =>
    all
      .map(({ name, version }) => `${name} ${version}`)
      .toSorted()
      .join(', ')
  const [then, now] = [words(contents.extensions), words(live.extensions)]
  return then === now ? undefined : `has other extensions than the database now (${now || 'none'})`
}

function changedRows(
  { fingerprint }: Manifest,
  { tables }: LiveDatabase,
  percent: number,
): string | undefined {
  const now = new Map(tables.map(table => [qualifiedName(table), table]))
  const changed = fingerprint.tables.flatMap(table => {
    const name = qualifiedName(table)
    const live = now.get(name)
    // Not a table of rows: one of another server, or a view that was dumped as one.
    if (!live) return []
    const how = rowsNow(table.rows, live, percent)
    return how === undefined ? [] : [`${name} ${how}`]
  })
  return changed.length === 0
    ? undefined
    : `may not hold the rows that the database has now: ${firstOf(changed, MOST_TOLD, { separator: '; ' })}`
}

function rowsNow(
  then: number,
  { bytes, rows }: Pick<LiveDatabase['tables'][number], 'bytes' | 'rows'>,
  percent: number,
): string | undefined {
  const had = `, and had ${then.toLocaleString('en-US')} rows`
  if (then === 0) return rows !== undefined && rows > LEAST_ROWS_TO_GROW ? `has rows${had}` : undefined
  if (bytes === 0) return `is empty${had}`
  if (rows === undefined) return `has rows that the server cannot estimate${had}`
  const about = `has about ${Math.round(rows).toLocaleString('en-US')} rows${had}`
  const share = (percent / 100) * then
  if (then >= LEAST_ROWS_TO_LOSE && rows < then - share) return about
  return Math.max(then, rows) >= LEAST_ROWS_TO_GROW && rows > then + share ? about : undefined
}
