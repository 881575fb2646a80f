import { fileURLToPath } from 'node:url'
import { loadFolder, type SqlServer } from './sql-folder.ts'

const FOLDER = fileURLToPath(new URL('../../demo/sample-database/', import.meta.url))

/**
 * Creates `database` and fills it with the demo's product: a marketplace, the same rows each time. Scale 1 is 153,000 rows
 * and 38 MB in 2–3 s; rows, bytes and seconds grow with the scale.
 */
export async function loadSample(
  server: SqlServer,
  database: string,
  { scale = 1 }: { readonly scale?: number } = {},
): Promise<void> {
  await loadFolder(server, database, FOLDER, { 'sample.scale': scale })
}
