import pg from 'pg'
import { loadSample } from '../__tests__/support/sample-database.ts'
import { createDatabase } from '../__tests__/support/sql-folder.ts'

// Creates the databases `shop`, filled with the demo's sample, and `staging`, empty, on the server that SERVER names:
// `postgresql://user:password@host:port`. For the jobs that run the action as GitHub does.

const { SERVER: server = '' } = process.env

async function sql(database: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: `${server}/${database}` })
  await client.connect()
  try {
    const answer: pg.QueryResult | pg.QueryResult[] = await client.query(text)
    return (Array.isArray(answer) ? answer.at(-1) : answer)?.rows ?? []
  } finally {
    await client.end()
  }
}

const [version] = await sql('postgres', 'SHOW server_version_num')
const major = Math.floor(Number(version?.['server_version_num']) / 10_000)
await createDatabase({ major, sql }, 'staging')
await loadSample({ major, sql }, 'shop')
