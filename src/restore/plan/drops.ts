import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TargetRelation } from '../../postgres/target/target-facts.ts'
import { isRelation } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import type { RestoreContext } from './rules/skip-rule.ts'
import { sanitized } from './sanitized.ts'

/** Relations of the target that are dropped, since the load makes them. */
export function droppedRelations(
  load: readonly TocEntry[],
  { target }: Pick<RestoreContext, 'target'>,
): TargetRelation[] {
  const made = new Set(load.filter(isRelation).map(keyOf))
  return target.relations.filter(({ schema, name }) => made.has(keyOf(entryName(schema, name))))
}

/** Everything of the target that is dropped, in words: `table public.orders`, `function app.f(integer)`. */
export function dropped(load: readonly TocEntry[], context: Pick<RestoreContext, 'target'>): string[] {
  const { target } = context
  const made = new Set(load.flatMap(described))
  const largeObjects = load.some(({ data }) => data?.of === 'large objects')
  return [
    ...droppedRelations(load, context).map(relation => `${relation.kind} ${qualifiedName(relation)}`),
    ...target.otherObjects.filter(words => made.has(bare(words))),
    ...target.otherObjects
      .filter(words => largeObjects && /^\d+ large objects?$/.test(words))
      .map(words => `those of the ${words} that the backup has too`),
  ]
}

/** As pg_describe_object calls what the table of contents has another word for. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  PROCEDURE: ['function', 'procedure'],
  AGGREGATE: ['function', 'aggregate'],
  DOMAIN: ['type'],
  STATISTICS: ['statistics object'],
  'FOREIGN DATA WRAPPER': ['foreign-data wrapper'],
}

/** What an entry defines, in the words of `otherObjects`, bare. */
export function described(entry: TocEntry): string[] {
  if (entry.data !== undefined || isRelation(entry)) return []
  const name = entry.schema === '-' ? entry.name : `${entry.schema}.${entry.name}`
  return (WORDS[entry.kind] ?? [entry.kind.toLowerCase()]).map(word => bare(`${word} ${name}`))
}

/** Quotes and spaces are set otherwise in the table of contents. */
export function bare(words: string): string {
  return sanitized(words).replaceAll(/["\s]/g, '')
}
