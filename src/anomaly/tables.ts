import type { Manifest } from '../catalog/manifest.ts'
import { grouped } from '../core/words.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { changeOf, type Earlier, earlier, isBeyond, meanOf, meanWords } from './deviation.ts'
import type { Finding } from './finding.ts'
import { type TableOutcome, type Weighed, worthOf, worthOfLost } from './severity.ts'
import type { Thresholds } from './thresholds.ts'

/** Rows on average: a smaller table does not alarm by a percentage, only when it is gone or empty. */
export const LEAST_ROWS_TO_LOSE = 100
/** Rows on average: growth of a smaller table is no news. */
export const LEAST_ROWS_TO_GROW = 10_000

const LARGE_OBJECTS = 'Large objects'

/** The tables that lost rows, and the large ones that jumped. `history` newest first. */
export function compareTables(
  manifest: Manifest,
  history: readonly Manifest[],
  { percent }: Thresholds,
): readonly Weighed[] {
  const [newest] = history
  if (!newest) return []
  const now = countsOf(manifest)
  const before = history.map(countsOf)
  const partitions = partitionsOf(newest)
  return [...new Set(before.flatMap(each => [...each.keys()]))].flatMap(what => {
    const values = earlier(before.flatMap(each => each.get(what) ?? []))
    const rows = now.get(what)
    if (!values) return []
    if (rows !== undefined) return evaluated(what, rows, values, percent)
    // By the newest alone: what went before it was reported then.
    const last = before[0]?.get(what) ?? 0
    return last > 0 && !partitions.has(what) ? [vanished(what, last, values)] : []
  })
}

function evaluated(what: string, rows: number, values: Earlier, percent: number): Weighed[] {
  // A queue that has been empty before is empty now and then.
  if (rows === 0 && Math.min(...values) > 0) return [emptied(what, values)]
  if (!isBeyond(rows, values, percent)) return []
  const lost = rows < Math.min(...values) && meanOf(values) >= LEAST_ROWS_TO_LOSE
  // Against the largest: a table that grows by the same share each time is healthy.
  const jumped = rows * 100 > Math.max(...values) * (100 + percent) && meanOf(values) >= LEAST_ROWS_TO_GROW
  return lost || jumped ? [changed(what, rows, values)] : []
}

function vanished(what: string, last: number, values: Earlier): Weighed {
  const text = `${what}: the table is gone, with ${grouped(last)} rows in the backup before.`
  return {
    worth: worthOfLost(last),
    ...outcomeOf(what, 'gone'),
    finding: { ...cells(what, values), now: 'no such table', change: 'gone', text },
  }
}

function emptied(what: string, values: Earlier): Weighed {
  const text = `${what}: none left, against ${grouped(Math.round(meanOf(values)))} (${meanWords(values.length)}).`
  return {
    worth: worthOfLost(meanOf(values)),
    ...outcomeOf(what, 'emptied'),
    finding: { ...cells(what, values), now: '0', change: 'emptied', text },
  }
}

function changed(what: string, rows: number, values: Earlier): Weighed {
  const change = changeOf(rows, values)
  const text = `${what}: ${grouped(rows)}, ${change} against ${grouped(Math.round(meanOf(values)))} (${meanWords(values.length)}).`
  return {
    worth: worthOf(rows, values),
    ...outcomeOf(what, rows < meanOf(values) ? 'fewer' : 'more'),
    finding: { ...cells(what, values), now: grouped(rows), change, text },
  }
}

function outcomeOf(what: string, outcome: TableOutcome): { readonly outcome?: TableOutcome } {
  return what === LARGE_OBJECTS ? {} : { outcome }
}

function cells(what: string, values: Earlier): Pick<Finding, 'kind' | 'weight' | 'what' | 'before'> {
  return { kind: 'table', weight: 'anomaly', what, before: grouped(Math.round(meanOf(values))) }
}

/** What is counted of a backup, as it is reported. Large objects are counted as if they were rows of a table. */
function countsOf({ fingerprint }: Manifest): ReadonlyMap<string, number> {
  const tables = fingerprint.tables.map(table => [rowsOf(qualifiedName(table)), table.rows] as const)
  return new Map([...tables, [LARGE_OBJECTS, fingerprint.largeObjects.count]])
}

/** Partitions come and go by design; what their going takes along shows in the rows in all. */
function partitionsOf({ fingerprint }: Manifest): ReadonlySet<string> {
  const attached = fingerprint.objects.filter(({ kind }) => kind === 'TABLE ATTACH')
  return new Set(attached.map(partition => rowsOf(qualifiedName(partition))))
}

function rowsOf(table: string): string {
  return `Rows of ${table}`
}
