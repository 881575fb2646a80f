import type { World } from '../bundle/world.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { urlOf } from './examples-world.ts'

/** A new database of the world's server, with what the SQL puts there. Returns its URL. */
export async function newDatabase(world: World, name: string, sql = 'SELECT 1'): Promise<string> {
  const { server } = world
  await server.sql('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await createDatabase(server, name)
  await server.sql(name, sql)
  return urlOf(world, name)
}

/** How many rows there are of what stands after FROM. */
export async function count({ server }: World, database: string, from: string): Promise<unknown> {
  const [row] = await server.sql(database, `SELECT count(*)::int AS n FROM ${from}`)
  return row?.['n']
}
