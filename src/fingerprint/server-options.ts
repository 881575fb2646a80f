import { bare, joined, type MaskedSql, readList, slice, trimmed } from './masked-sql.ts'

const SETS_OPTIONS_OF_COLUMN = /^ALTER (?:FOREIGN )?TABLE .* ALTER COLUMN .* SET \(/s
/** What users can set of a column is n_distinct and n_distinct_inherited; the server's own begin like its catalogs. */
const SERVERS_OWN = /^pg_\w+=/

/**
 * A statement without the options of a column that the server sets for itself, such as `pg_attver`, by which newer minor
 * versions number a column's versions. Each server writes its own, and only a pg_dump that does not know them dumps
 * them: they are no part of a definition.
 * @returns undefined if nothing is left
 */
export function withoutServersOptions(sql: MaskedSql): MaskedSql | undefined {
  const start = SETS_OPTIONS_OF_COLUMN.exec(sql.mask)?.[0].length
  const list = start === undefined ? undefined : readList(sql, start)
  if (start === undefined || !list) return sql
  const options = list.items.map(trimmed)
  const own = options.filter(({ mask }) => !SERVERS_OWN.test(mask))
  if (own.length === options.length) return sql
  if (own.length === 0) return undefined
  return joined([slice(sql, 0, start), joined(own, ', '), bare(sql.text.slice(list.end))])
}
