import { sumOfDefinitions } from '../../fingerprint/definitions.ts'
import { type Fingerprint, qualifiedName } from '../../fingerprint/fingerprint.ts'
import { MultisetHash } from '../../fingerprint/multiset-hash.ts'
import type { TocComment } from '../../fingerprint/toc-comment.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'

const NO_LARGE_OBJECTS = { count: 0, bytes: 0, sha256: new MultisetHash().hex() }

/** A fingerprint without anything that is not loaded. */
export function expectedOf(fingerprint: Fingerprint, load: readonly TocEntry[]): Fingerprint {
  const definitions = new Set(load.map(definitionKey))
  const data = load.flatMap(entry => entry.data ?? [])
  const tables = new Set(data.flatMap(each => (each.of === 'table' ? [qualifiedName(each.table)] : [])))
  const sequences = new Set(data.flatMap(each => (each.of === 'sequence' ? [each.sequence] : [])))
  const objects = fingerprint.objects.filter(object => definitions.has(definitionKey(object)))
  return {
    ddlSha256: sumOfDefinitions(objects),
    objects,
    tables: fingerprint.tables.filter(table => tables.has(qualifiedName(table))),
    sequences: fingerprint.sequences.filter(({ sequence }) => sequences.has(sequence)),
    largeObjects: data.some(({ of }) => of === 'large objects') ? fingerprint.largeObjects : NO_LARGE_OBJECTS,
  }
}

/** By which an entry of the table of contents and a definition of the fingerprint find each other. */
export function definitionKey({ kind, schema, name }: TocComment): string {
  return JSON.stringify([kind, schema, name])
}
