import { parseNameList } from '../../core/name-list.ts'
import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'
import { unquoteIdentifier } from '../../core/sql-quoting.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'

const NAME = '"(?:[^"]|"")+"|[^".]+'
const TABLE = new RegExp(`^(${NAME})\\.(${NAME})$`)
const ALONE = new RegExp(`^(?:${NAME})$`)

/**
 * Reads names such as `public.orders` or `"My Schema"."Orders"`, one a line or separated by commas: exactly as the database
 * has them, never folded to lower case. A name without its schema has the schema `''`: once the backup is known, the schemas
 * that have such a table are named.
 */
export function parseTableNames(text: string): Parsed<readonly TableName[]> {
  const list = parseNameList(text)
  if (!list.ok) return list
  const tables: TableName[] = []
  for (const entry of list.value) {
    const [, schema, name] = TABLE.exec(entry) ?? (ALONE.test(entry) ? ['', '', entry] : [])
    if (schema === undefined || name === undefined)
      return refused(`${quoted(entry)} is not schema.table; write names such as public.orders, no patterns`)
    if (/[*?]/.test(entry.replace(/"[^"]*"/g, '')))
      return refused(`${quoted(entry)} is a pattern; write the tables' names, such as public.orders`)
    tables.push({ schema: unquoteIdentifier(schema), name: unquoteIdentifier(name) })
  }
  return parsed(tables)
}
