import { type MaskedSql, readList, trimmed } from './masked-sql.ts'

/** Whether a statement makes a table that inherits. */
export function makesInheritingTable({ mask }: MaskedSql): boolean {
  return /^CREATE [^(]*TABLE /.test(mask) && /^\)\nINHERITS \(/m.test(mask)
}

/**
 * Its own columns and constraints in an order that depends on nothing but them: such a table may come back with its own
 * columns in another order, since a restore takes its parents' first.
 */
export function inOneOrder(sql: MaskedSql): string {
  const open = sql.mask.indexOf('(')
  const list = readList(sql, open + 1)
  if (!list) return sql.text
  const items = list.items.map(item => trimmed(item).text).toSorted()
  return `${sql.text.slice(0, open + 1)}\n    ${items.join(',\n    ')}\n${sql.text.slice(list.end)}`
}
