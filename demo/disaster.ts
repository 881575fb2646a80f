import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ActionRunner } from '../__tests__/support/action-runner.ts'
import type { PostgresServer } from '../__tests__/support/postgres-server.ts'
import type { Terminal } from './terminal.ts'

/** A migration that went wrong, as they do: on a Friday, and in production. */
const MIGRATION = `DELETE FROM sales.order_items;
UPDATE sales.orders SET total = 0;
DROP TABLE analytics.events CASCADE;`

export async function ruin(server: PostgresServer, database: string, terminal: Terminal): Promise<void> {
  terminal.quote(MIGRATION)
  await server.sql(database, MIGRATION)
  const [left] = await server.sql(database, 'SELECT count(*) AS items FROM sales.order_items')
  terminal.bad(`${left?.['items']} order items are left, every order is free, and the events are gone.`)
}

const MASK = `UPDATE accounts.users SET email = 'user-' || id || '@example.test', name = 'User ' || id;
UPDATE accounts.messages SET body = 'masked';
`

/** Puts the masking of staging where a repository would have it. */
export async function checkOutMask({ folders }: ActionRunner, terminal: Terminal): Promise<void> {
  const file = join(folders.workspace, 'staging/mask.sql')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, MASK)
  terminal.say('staging/mask.sql, in the repository:')
  terminal.quote(MASK)
}

/** How many people staging still knows by their own address: none, after the masking. */
export async function countUnmasked(server: PostgresServer, database: string): Promise<number> {
  const query = "SELECT count(*)::int AS people FROM accounts.users WHERE email NOT LIKE '%@example.test'"
  const [found] = await server.sql(database, query)
  return Number(found?.['people'])
}
