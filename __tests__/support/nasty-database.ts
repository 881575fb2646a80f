import { fileURLToPath } from 'node:url'
import { loadFolder, type SqlServer } from './sql-folder.ts'

const FOLDER = fileURLToPath(new URL('./nasty-database/', import.meta.url))

/**
 * Creates `database` and fills it with whatever could mislead a program that reads a dump: odd names, odd values, code that
 * looks like a dump, one of each kind of object, and what each major brought. It holds one text value of `bigValueBytes`
 * (default 100 MB) and one bytea of a tenth of that.
 */
export async function loadNasty(
  server: SqlServer,
  database: string,
  { bigValueBytes = 100_000_000 }: { readonly bigValueBytes?: number } = {},
): Promise<void> {
  await loadFolder(server, database, FOLDER, { 'nasty.big_value_bytes': bigValueBytes })
}
