import type { TableName } from '../../fingerprint/copy-statement.ts'
import { type Difference, definitionName, findDifferences } from '../../fingerprint/differences.ts'
import { type Fingerprint, qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { named } from '../plan/named.ts'
import { NOT_ASKED_FOR } from '../plan/plan.ts'
import type { RestorePlan, SkippedEntry } from '../plan/restore-plan.ts'
import type { ComparedTable, Comparison } from './comparison.ts'

/** How a restored database is compared. */
export interface Proof {
  readonly extras: RestorePlan['extras']
  readonly skipped: readonly SkippedEntry[]
  /** Why definitions cannot be compared, where they cannot: pg_dump words them differently from major to major. */
  readonly definitions: 'compared' | { readonly notVerified: string }
  /** Tables whose rows were changed as they were loaded, so that they reach out of the database no longer. */
  readonly switchedOff?: readonly TableName[]
  /** Which part of the definitions was restored, and is no part of a fingerprint. */
  readonly restored?: { readonly owners: boolean; readonly privileges: boolean }
}

/**
 * Compares what a plan expects with the fingerprint of the restored database (of all of it, or of more than was loaded:
 * what was there before is no difference where `extras` are ignored).
 */
export function compareRestored(expected: Fingerprint, actual: Fingerprint, proof: Proof): Comparison {
  const skipped = proof.skipped.map(each => foundOrMissing(each, actual))
  const off = new Set(proof.switchedOff?.map(qualifiedName))
  const found = findDifferences(expected, actual).filter(({ name, of }) => of !== 'table' || !off.has(name))
  const wrong = found.filter(difference => fails(difference, expected, actual, proof))
  const different = new Map(wrong.filter(({ of }) => of === 'table').map(each => [each.name, each.what]))
  return {
    tables: [
      ...expected.tables.map((table): ComparedTable => {
        const what = different.get(qualifiedName(table))
        const { schema, name, rows } = table
        if (off.has(qualifiedName(table)))
          return { schema, name, rows, outcome: 'not verified', what: SWITCHED_OFF }
        return { schema, name, rows, outcome: what === undefined ? 'equal' : 'different', what }
      }),
      ...skipped.flatMap(skippedTable),
    ],
    differences: wrong.map(({ line }) => line),
    skipped: skippedLines(skipped),
    missing: skipped.filter(({ missing }) => missing).length,
    notVerified: notVerified(expected, actual, proof),
  }
}

function fails(difference: Difference, expected: Fingerprint, actual: Fingerprint, proof: Proof): boolean {
  const { how, of } = difference
  if (of === 'definition' && !areDefinitionsCompared(expected, proof)) return false
  if (of === 'large objects') return !areOthersThere(expected, actual, proof)
  if (how !== 'extra') return true
  return proof.extras === 'different' && isStrange(difference, expected, actual, proof)
}

const SWITCHED_OFF = 'switched off as they were loaded (disable-outbound)'

/** Where no definition was loaded, those that are there are of no concern. */
function areDefinitionsCompared({ objects }: Fingerprint, { definitions }: Proof): boolean {
  return definitions === 'compared' && objects.length > 0
}

/** Large objects are summed up together: those that were there before is not known from the others. */
function areOthersThere(expected: Fingerprint, actual: Fingerprint, { extras }: Proof): boolean {
  return extras === 'ignored' && actual.largeObjects.count > expected.largeObjects.count
}

/** Whether something extra in a database that was empty is none of what may be there. */
function isStrange(
  { name, of }: Difference,
  expected: Fingerprint,
  actual: Fingerprint,
  { skipped }: Proof,
): boolean {
  const known = skipped.some(({ entry }) => namesOf(entry).includes(`${of} ${name}`))
  if (known) return false
  switch (of) {
    case 'definition':
      return !ALLOWED_EXTRA.test(name)
    // Without a definition it is an extension's own; and definitions alone bring empty tables and new sequences.
    case 'sequence': {
      const value = actual.sequences.find(({ sequence }) => sequence === name)
      // Of a table without rows (exclude-table-data) the backup has no value either: it is new.
      if (value?.called === false && isDefined(expected, 'SEQUENCE', name)) return false
      return expected.sequences.length > 0 && isDefined(actual, 'SEQUENCE', name)
    }
    case 'table': {
      const rows = actual.tables.find(table => qualifiedName(table) === name)?.rows ?? 0
      // Made without rows, since the backup has none of it (exclude-table-data).
      if (rows === 0 && isDefined(expected, 'TABLE', name)) return false
      return (expected.tables.length > 0 || rows > 0) && isDefined(actual, 'TABLE', name)
    }
    case 'large objects':
      return true
  }
}

function isDefined({ objects }: Fingerprint, kind: string, name: string): boolean {
  return objects.some(object => object.kind === kind && qualifiedName(object) === name)
}

/** Extensions and the comment on schema public may be there in a database that counts as empty. */
const ALLOWED_EXTRA = /^(?:EXTENSION |COMMENT EXTENSION |(?:COMMENT )?SCHEMA public$)/

/** As differences call it. */
function namesOf(entry: TocEntry): string[] {
  const { data } = entry
  return [
    `definition ${definitionName(entry)}`,
    ...(data?.of === 'table' ? [`table ${qualifiedName(data.table)}`] : []),
    ...(data?.of === 'sequence' ? [`sequence ${data.sequence}`] : []),
  ]
}

/** Privileges are in no fingerprint. */
const NEVER_SEEN = new Set(['ACL', 'DEFAULT ACL'])

/** What was presumed to be there is looked for: a platform makes its own objects, and none of those that users add. */
function foundOrMissing(skipped: SkippedEntry, actual: Fingerprint): SkippedEntry {
  const { entry, rows = 0, there, why } = skipped
  if (there !== 'presumed' || NEVER_SEEN.has(entry.kind)) return skipped
  const { there: _, ...rest } = skipped
  if (entry.data !== undefined) return rows > 0 ? { ...rest, missing: true } : skipped
  const name = definitionName(entry)
  return actual.objects.some(object => definitionName(object) === name)
    ? skipped
    : { ...rest, missing: true, why: `${why}; the target does not have it` }
}

function skippedTable({ entry: { data }, rows, there, why }: SkippedEntry): ComparedTable[] {
  if (data?.of !== 'table' || there) return []
  return [{ ...data.table, rows: rows ?? 0, outcome: 'skipped', what: why }]
}

/** A line for each reason and kind; the first of many are named. */
function skippedLines(skipped: readonly SkippedEntry[]): string[] {
  const missing = skipped.filter(({ there }) => !there)
  const unasked = missing.filter(({ why }) => why === NOT_ASKED_FOR).length
  const alike = Map.groupBy(
    missing.filter(({ why }) => why !== NOT_ASKED_FOR),
    ({ entry: { data, kind }, why }) => JSON.stringify([data?.of ?? kind, why]),
  )
  return [
    ...[...alike.values()].map(
      entries => `${named(entries.map(({ entry }) => wordsFor(entry)))}: ${entries[0]?.why}`,
    ),
    ...(unasked > 0 ? [`${unasked} entries of the backup that were not asked for`] : []),
  ]
}

function wordsFor(entry: TocEntry): string {
  if (entry.data?.of === 'table') return `rows of ${qualifiedName(entry.data.table)}`
  if (entry.data?.of === 'sequence') return `value of sequence ${entry.data.sequence}`
  if (entry.data) return 'large objects'
  return definitionName(entry)
}

function notVerified(expected: Fingerprint, actual: Fingerprint, proof: Proof): string[] {
  const { definitions, restored } = proof
  const beside = [restored?.owners && 'owners', restored?.privileges && 'privileges'].filter(Boolean)
  const count = expected.objects.length
  return [
    ...(proof.switchedOff ?? []).map(table => `rows of ${qualifiedName(table)}: ${SWITCHED_OFF}`),
    ...(definitions !== 'compared' && count > 0 ? [`${count} definitions: ${definitions.notVerified}`] : []),
    ...(count > 0 && beside.length > 0 ? [`${beside.join(' and ')}: no fingerprint has them`] : []),
    ...(expected.largeObjects.count > 0 && areOthersThere(expected, actual, proof)
      ? ['large objects: the target has others too, and they are summed up together']
      : []),
  ]
}
