import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What is asked of a server here: PostgresServer of postgres-server.ts has it, and so can any other. */
export interface SqlServer {
  readonly major: number
  sql(database: string, text: string): Promise<Record<string, unknown>[]>
}

/** Creates an empty database, free of what the server's own template may hold. */
export async function createDatabase(server: SqlServer, database: string): Promise<void> {
  const name = `"${database.replaceAll('"', '""')}"`
  await server.sql('postgres', `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
}

/**
 * Creates `database` and runs a folder's .sql files in it, in the order of their names, each as one transaction;
 * `from-<major>.sql` only where the server is that new. The files read `settings` with current_setting().
 */
export async function loadFolder(
  server: SqlServer,
  database: string,
  folder: string,
  settings: Readonly<Record<string, number>>,
): Promise<void> {
  await createDatabase(server, database)
  const prelude = Object.entries(settings).map(([name, value]) => `SET ${name} = ${value};`)
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  for (const file of files) {
    const from = /^from-(\d+)/.exec(file)?.[1]
    if (from && Number(from) > server.major) continue
    const text = await readFile(join(folder, file), 'utf8')
    await server.sql(database, `${prelude.join(' ')}\n${text}`).catch((error: unknown) => {
      throw new Error(`${file} does not load on PostgreSQL ${server.major}: ${String(error)}`, {
        cause: error,
      })
    })
  }
}
