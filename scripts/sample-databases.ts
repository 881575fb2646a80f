import { query } from '../__tests__/support/query.ts'
import { loadSample } from '../__tests__/support/sample-database.ts'
import { createDatabase } from '../__tests__/support/sql-folder.ts'

// Creates the databases `shop`, filled with the demo's sample, and `staging`, empty, on the server that SERVER names:
// `postgresql://user:password@host:port`. For the jobs that run the action as GitHub does.

const { SERVER: server = '' } = process.env

const sql = (database: string, text: string): Promise<Record<string, unknown>[]> =>
  query({ connectionString: `${server}/${database}` }, text)

const [version] = await sql('postgres', 'SHOW server_version_num')
const major = Math.floor(Number(version?.['server_version_num']) / 10_000)
await createDatabase({ major, sql }, 'staging')
await loadSample({ major, sql }, 'shop')
