import type { Manifest } from '../../catalog/manifest.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { RestoreChoices } from './restore-choices.ts'

/** What makes the rows of a table reach out by themselves no longer, where it is pg_cron's or pg_net's own. */
const SWITCHES: ReadonlyMap<string, { readonly column: string; readonly statement: string }> = new Map([
  ['cron.job', { column: 'active', statement: 'UPDATE cron.job SET active = false WHERE active' }],
  ['net.http_request_queue', { column: 'url', statement: 'DELETE FROM net.http_request_queue' }],
])

/** Tables of SQL text whose rows reach out and come in all the same, since nothing of it can be skipped. */
export function queuesOfText(
  { fingerprint, format }: Pick<Manifest, 'fingerprint' | 'format'>,
  { disableOutbound }: Pick<RestoreChoices, 'disableOutbound'>,
): TableName[] {
  if (format !== 'plain' || !disableOutbound) return []
  return fingerprint.tables
    .filter(table => table.rows > 0 && SWITCHES.has(qualifiedName(table)))
    .map(({ name, schema }) => ({ schema, name }))
}

/** SQL that switches them off in the transaction that brings them, so that none was ever on; empty where there are none. */
export function switchOffQueues(tables: readonly TableName[]): string {
  return tables
    .flatMap(table => {
      const name = qualifiedName(table)
      const found = SWITCHES.get(name)
      return found ? [whereItHas(name, found.column, found.statement)] : []
    })
    .join('\n')
}

function whereItHas(table: string, column: string, statement: string): string {
  return `DO $switch$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = pg_catalog.to_regclass('${table}') AND a.attname = '${column}') THEN
    ${statement};
  END IF;
END $switch$;`
}
