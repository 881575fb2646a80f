import { execFile } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PassingSql } from '../../../src/postgres/apply/psql-filter.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { query } from '../../support/query.ts'
import { createDatabase } from '../../support/sql-folder.ts'

type Hiding = (statement: string) => string

/** Texts in latin1 that hide a statement from those who split SQL otherwise than psql does. */
const HIDING: readonly (readonly [what: string, Hiding])[] = [
  ['a string that goes on after a newline', run => `SELECT E'a'\n'b\\'';${run}--';\n`],
  ['a string that goes on after a comment', run => `SELECT E'a' -- x\n'b\\'';${run}--';\n`],
  [
    'a string that goes on after comments and empty lines',
    run => `SELECT E'a'\n\n-- x\n \t'b\\'';${run}--';\n`,
  ],
  ['a string that goes on after one that went on', run => `SELECT E'a'\n'b'\n'c\\'';${run}--';\n`],
  ['a string that a plain one goes on with', run => `SELECT 'a'\n'b\\';${run}--';\n`],
  ['a string after one and a comment in between', run => `SELECT E'a'/**/\n'b\\';${run}--';\n`],
  ['a string after a carriage return', run => `SELECT E'a'\r'b\\'';${run}--';\n`],
  ['a string after a vertical tab', run => `SELECT E'a'\v\n'b\\'';${run}--';\n`],
  ['a string after a space that is a letter', run => `SELECT E'a'\n\xa0'b\\';${run}--';\n`],
  ['a comment that a carriage return ends', run => `SELECT 1; -- x\r${run}\n`],
  ['a line of its own that a carriage return ends', run => `-- x\r${run}\n`],
  ['an E behind a letter', run => `SELECT 1 AS \xe9E'b\\';${run}--';\n`],
  ['an E behind a number', run => `SELECT 1E'b\\'';${run}--';\n`],
  ['an E behind a parameter', run => `SELECT $1E'b\\'';${run}--';\n`],
  ['a body behind a number', run => `SELECT 1$a$;$a$;${run}\n`],
  ['a body behind a number with an underscore', run => `SELECT 1_0$a$ ; ${run} $a$;\n`],
  ['a body behind a name', run => `SELECT a$b$;${run}--$b$;\n`],
  ['a body whose mark is a letter above ASCII', run => `SELECT $\xe9$;$\xe9$;${run}\n`],
  ['a comment in a comment', run => `SELECT 1 /* /* */ ; */;${run}\n`],
  ['a comment that an operator begins', run => `SELECT 1 +-- ;\n2;${run}\n`],
  ['a quoted name with quotes in it', run => `SELECT 1 AS "a""b\\";${run}--";\n`],
  ['a Unicode string', run => `SELECT U&'a\\0041';${run}--';\n`],
  ['a string of bits', run => `SELECT B'1'\n'0';${run}\n`],
  ['parentheses', run => `SELECT (1;${run});\n`],
]

describe.each(availableMajors())('psql %i', major => {
  let server: PostgresServer
  let client: PostgresClient
  let databases = 0
  beforeAll(async () => {
    client = await provideTestClient(major, { exact: false })
    server = await startPostgres({ major })
  })
  afterAll(() => server?.stop())

  async function runs(text: Hiding): Promise<boolean> {
    const database = `hiding_${++databases}`
    await createDatabase(server, database)
    const args = ['--no-psqlrc', '--quiet', server.url(database)]
    await new Promise<void>(resolve => {
      const psql = execFile(client.program('psql'), args, () => resolve())
      psql.stdin?.on('error', () => {})
      psql.stdin?.end(Buffer.from(text('CREATE TABLE public.canary ();'), 'latin1'))
    })
    const found = await query(
      { connectionString: server.url(database) },
      `SELECT 1 FROM pg_class WHERE relname = 'canary'`,
    )
    return found.length > 0
  }

  async function passes(text: Hiding): Promise<boolean> {
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
    const bytes = Readable.from([Buffer.from(text('COMMIT;'), 'latin1')])
    return pipeline(bytes, new PassingSql({ transaction: true }), sink).then(
      () => true,
      () => false,
    )
  }

  it.each(HIDING)('runs nothing of %s that was not looked at', async (_what, text) => {
    expect({ ran: await runs(text), passed: await passes(text) }).not.toEqual({ ran: true, passed: true })
  })

  it('runs what a string that goes on hides, if nothing is in the way', async () => {
    expect(await runs(run => `SELECT E'a'\n'b\\'';${run}--';\n`)).toBe(true)
    expect(await runs(run => `SELECT 1; -- x\r${run}\n`)).toBe(true)
  })

  it('is believed about what it does not run: honest text passes', async () => {
    const honest: readonly Hiding[] = [
      () => `COMMENT ON TABLE public.t IS 'a'\n'b; COMMIT; c';\n`,
      () => `SELECT E'it\\'s; COMMIT; so';\n`,
      () => `CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $_$SELECT 1; COMMIT;\r\n$_$;\n`,
      () => `SELECT 1.5e3, 0, 10, x[1:2], a$b FROM t;\n`,
      () => `-- Name: t; Type: TABLE; Schema: public; Owner: -\n\nSELECT 1 AS "\r";\n`,
    ]
    for (const each of honest) expect(await passes(each), each('')).toBe(true)
  })
})
