import pg from 'pg'

/** The rows of the last statement, by a connection of its own. */
export async function query(config: pg.ClientConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config)
  // A server that dies under a query is reported by the query; without a listener it would also be fatal.
  client.on('error', () => {})
  await client.connect()
  try {
    const answer: pg.QueryResult | pg.QueryResult[] = await client.query(text)
    return (Array.isArray(answer) ? answer.at(-1) : answer)?.rows ?? []
  } finally {
    await client.end()
  }
}
