import type { Manifest } from '../catalog/manifest.ts'
import type { Selection } from '../postgres/dump-choices.ts'

const PATTERNS = ['tables', 'excludeTables', 'schemas', 'excludeSchemas', 'excludeTableData'] as const

/**
 * The earlier backups that this one can be compared with, the newest first: of its series, class and mode, and with its
 * selection of schemas and tables, since by another selection every table that it leaves out would look lost.
 * @param manifests in any order, this one among them or not
 */
export function historyOf(manifest: Manifest, manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests
    .filter(each => isBefore(each, manifest) && isComparable(each, manifest))
    .toSorted(newestFirst)
}

function isBefore(one: Manifest, other: Manifest): boolean {
  return one.key !== other.key && Date.parse(one.startedAt) < Date.parse(other.startedAt)
}

function isComparable(one: Manifest, other: Manifest): boolean {
  return (
    one.series === other.series &&
    one.class === other.class &&
    one.mode === other.mode &&
    selectionOf(one.options) === selectionOf(other.options)
  )
}

/** What is equal for two selections that mean the same: the order in which patterns are written means nothing. */
export function selectionOf(selection: Selection): string {
  return JSON.stringify(PATTERNS.map(name => selection[name].toSorted()))
}

/** By key where two were begun at once: the answer must not depend on who asks. */
function newestFirst(one: Manifest, other: Manifest): number {
  const later = Date.parse(other.startedAt) - Date.parse(one.startedAt)
  return later === 0 ? (one.key < other.key ? -1 : 1) : later
}
