import type { Manifest } from '../catalog/manifest.ts'
import { formatDuration } from '../core/durations.ts'
import { formatSize } from '../core/sizes.ts'
import { changeOf, type Earlier, earlier, isBeyond, isOutside, meanOf, meanWords } from './deviation.ts'
import type { Figure } from './finding.ts'
import { LEAST_WORTH, type Weighed, worthOf } from './severity.ts'
import type { Thresholds } from './thresholds.ts'

/** Below these a difference says nothing, regardless of its percentage: a small database has large ones each day. */
export const LEAST_BYTES = 64 * 1024
export const LEAST_ROWS = 100
/** Of time: machines and networks differ by more than a database does. */
export const LEAST_MS = 60_000
/** How many backups must have reported their time before another one counts as slow. */
export const LEAST_TIMED = 3

/** A figure of a backup: how it is read and reported, and when it is odd besides being beyond the threshold. */
interface Measure {
  readonly kind: Figure['kind']
  readonly what: string
  readonly least: number
  read(manifest: Manifest): number
  format(value: number): string
  isOdd(now: number, values: Earlier): boolean
}

/** As pg_dump wrote it. Encryption adds next to nothing: what is stored is odd when this is. */
const DUMP: Measure = {
  kind: 'size',
  what: 'Size of the dump',
  least: LEAST_BYTES,
  read: ({ dump }) => dump.bytes,
  format: bytes => formatSize(Math.round(bytes)),
  isOdd: () => true,
}

/** The same regardless of the compression. */
const TEXT: Measure = {
  ...DUMP,
  what: 'Size of the rows, uncompressed',
  read: ({ fingerprint: { largeObjects, tables } }) =>
    tables.reduce((sum, { bytes }) => sum + bytes, largeObjects.bytes),
}

const ROWS: Measure = {
  kind: 'rows',
  what: 'Rows in all',
  least: LEAST_ROWS,
  read: ({ contents }) => contents.rows,
  format: rows => Math.round(rows).toLocaleString('en-US'),
  isOdd: () => true,
}

/** Without the preparation, in which a client may have been installed. */
const DURATION: Measure = {
  kind: 'duration',
  what: 'Time to dump and store',
  least: LEAST_MS,
  read: ({ timing }) => timing.streamMs,
  format: formatDuration,
  isOdd: (now, values) => values.length >= LEAST_TIMED && isOutside(now, values),
}

interface Compared {
  readonly figure: Figure
  readonly found: readonly Weighed[]
}

/** The figures of the whole backup, and those of them that are odd. `history` newest first. */
export function compareFigures(
  manifest: Manifest,
  history: readonly Manifest[],
  { percent }: Thresholds,
): { readonly figures: readonly Figure[]; readonly found: readonly Weighed[] } {
  const alike = history.filter(each => isWrittenAlike(each, manifest))
  const compared = [
    alike.length > 0 ? compare(DUMP, manifest, alike, percent) : compare(TEXT, manifest, history, percent),
    compare(ROWS, manifest, history, percent),
    compare(DURATION, manifest, history, percent),
  ].flatMap(each => each ?? [])
  return {
    figures: compared.map(({ figure }) => figure),
    found: compared.flatMap(({ found }) => found),
  }
}

/** Whether the sizes of two dumps say anything about each other. */
function isWrittenAlike(one: Manifest, other: Manifest): boolean {
  return one.format === other.format && one.options.compression === other.options.compression
}

/** Undefined where there is nothing to compare, as with the rows of a schema. */
function compare(
  { format, isOdd, kind, least, read, what }: Measure,
  manifest: Manifest,
  history: readonly Manifest[],
  percent: number,
): Compared | undefined {
  const values = earlier(history.map(read))
  const now = read(manifest)
  if (!values || (now === 0 && meanOf(values) === 0)) return undefined
  const mean = meanOf(values)
  const cells = { kind, what, before: format(mean), now: format(now), change: changeOf(now, values) }
  const odd = Math.abs(now - mean) >= least && isBeyond(now, values, percent) && isOdd(now, values)
  const text = `${what}: ${cells.now}, ${cells.change} against ${cells.before} (${meanWords(values.length)}).`
  const worth = kind === 'duration' ? LEAST_WORTH : worthOf(now, values)
  return {
    figure: { ...cells, odd },
    found: odd ? [{ worth, finding: { ...cells, weight: 'anomaly', text } }] : [],
  }
}
