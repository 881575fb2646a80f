import { fileURLToPath } from 'node:url'
import { loadFolder, type SqlServer } from './sql-folder.ts'

const FOLDER = fileURLToPath(new URL('./nasty-database/', import.meta.url))

/** Named by policies, and owners of some objects: a backup does not bring them along, but with the roles of the cluster. */
const ROLES = ['nasty_reader', `nasty; "writer's" role`]

/**
 * Creates `database` and fills it with anything that could mislead a program that reads a dump: odd names, odd values, code that
 * looks like a dump, one of each kind of object, and what each major brought. It holds one text value of `bigValueBytes`
 * (default 100 MB) and one bytea of a tenth of that.
 */
export async function loadNasty(
  server: SqlServer,
  database: string,
  { bigValueBytes = 100_000_000 }: { readonly bigValueBytes?: number } = {},
): Promise<void> {
  await createNastyRoles(server)
  await loadFolder(server, database, FOLDER, { 'nasty.big_value_bytes': bigValueBytes })
}

/** Creates the roles, where they are not there, that the nasty database's policies name. */
export async function createNastyRoles(server: SqlServer): Promise<void> {
  for (const role of ROLES) {
    const name = role.replaceAll("'", "''")
    await server.sql(
      'postgres',
      `DO $do$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN EXECUTE format('CREATE ROLE %I', '${name}'); END IF;
      END $do$`,
    )
  }
}
