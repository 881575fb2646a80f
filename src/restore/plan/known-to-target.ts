import type { TargetFacts } from '../../postgres/target/target-facts.ts'
import { isRelation } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import { bare, described } from './drops.ts'

/** Kinds that the target is asked for by their words; of others, such as indexes and comments, only the proof says. */
const ASKED = /^(?:FUNCTION|PROCEDURE|AGGREGATE|TYPE|DOMAIN|COLLATION)$/

/** Whether the target has what an entry defines; undefined where it was not asked for such. */
export function isKnownToTarget(
  entry: TocEntry,
  { otherObjects, relations }: Pick<TargetFacts, 'otherObjects' | 'relations'>,
): boolean | undefined {
  if (isRelation(entry))
    return relations.some(({ name, schema }) => keyOf(entryName(schema, name)) === keyOf(entry))
  if (!ASKED.test(entry.kind)) return undefined
  const words = described(entry)
  return otherObjects.some(each => words.includes(bare(each)))
}
