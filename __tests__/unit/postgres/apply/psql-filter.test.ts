import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { DumpScanner } from '../../../../src/fingerprint/scanner.ts'
import { PassingSql } from '../../../../src/postgres/apply/psql-filter.ts'
import { refusal } from '../../../support/ask-server.ts'

const LAST_WORDS = '--\n-- PostgreSQL database dump complete\n--\n\n'
const LARGE_OBJECT = `SELECT pg_catalog.lo_open('4711', 131072);
SELECT pg_catalog.lowrite(0, '\\x434f4d4d49543b');
SELECT pg_catalog.lo_close(0);
`
const HEAD = `--
-- PostgreSQL database dump
--

\\restrict abcABC123

SET standard_conforming_strings = on;
CREATE PROCEDURE public.busy() LANGUAGE plpgsql AS $$BEGIN
COMMIT;
END$$;
CREATE FUNCTION public.f(a integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE a WHEN 1 THEN 2 END AS x;
 SELECT 3 AS "end;";
END;
CREATE RULE r AS ON INSERT TO public.t DO (
 DELETE FROM public.u;
COMMIT;
);
COPY public.t (a, b) FROM stdin;
COMMIT;	\\\\! rm
BEGIN;	x
\\.
`
const TAIL = `\\unrestrict abcABC123\n`
/** psql is restricted by us: the dump's own way in and out is held back. */
const WITHOUT_RESTRICTION = (sql: string): string => sql.replaceAll(/^\\(?:un)?restrict .*\n/gm, '')
const WHOLE = `${HEAD}BEGIN;\n\n${LARGE_OBJECT}\nCOMMIT;\n\n${LAST_WORDS}${TAIL}`

/** What comes out at the other end when `sql` is cut into pieces of a length. */
async function passed(sql: string, length: number, transaction = true): Promise<string> {
  const bytes = Buffer.from(sql)
  const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) =>
    // Memory of its own, as off a pipe.
    Buffer.from(bytes.subarray(at * length, (at + 1) * length)),
  )
  return (await buffer(Readable.from(pieces).compose(new PassingSql({ transaction })))).toString()
}

describe('SQL on its way into psql', () => {
  it('is what the dump says, without the transaction around large objects, wherever it is cut', async () => {
    const wanted = WITHOUT_RESTRICTION(`${HEAD}\n${LARGE_OBJECT}\n\n${LAST_WORDS}${TAIL}`)
    for (const length of [1, 2, 3, 7, 64, 1000]) expect(await passed(WHOLE, length)).toBe(wanted)
  })

  it('has no quote right behind a colon, which psql would take for a variable, but in what it does not look into', async () => {
    const view = (after: string): string =>
      `CREATE VIEW public.v AS\n SELECT t.a[1:${after}"PORT"] AS s, t.a['1':${after}'2'] AS u, ':"PORT"'::"char" AS ":'x'"\n   FROM t;\n-- :"PORT"\n`
    const rest = `SELECT $$ :"PORT" $$;\n${LAST_WORDS}`
    expect(await passed(view('') + rest, 64)).toBe(view(' ') + rest)
  })

  it('has names quoted which psql would take for the beginning of a body, and nothing else', async () => {
    const body = (name: string): string =>
      `CREATE FUNCTION ${name}.${name}() RETURNS public.${name}\n    LANGUAGE sql\n    BEGIN ATOMIC\n SELECT a.${name},\n    'begin'::text AS ${name}\n   FROM public.a;\nEND;\n-- begin\n`
    const rest = `COPY public.t (begin) FROM stdin;\na.begin\n\\.\nSELECT a.begin;\n${LAST_WORDS}`
    for (const length of [1, 7, 1000]) {
      expect(await passed(body('begin') + rest, length)).toBe(body('"begin"') + rest)
    }
  })

  it.each(['CREATE FUNCTION begin() RETURNS int;', 'CREATE PROCEDURE p() BEGIN ATOMIC SELECT a.end;'])(
    'is refused where psql would see its statements end elsewhere: %s',
    async sql => {
      const error = await refusal(passed(`${sql}\n${LAST_WORDS}`, 100))
      expect(error.code).toBe('restore-command-refused')
    },
  )

  it('is left as it is where no transaction of ours is around it', async () => {
    for (const length of [1, 50, 1000])
      expect(await passed(WHOLE, length, false)).toBe(WITHOUT_RESTRICTION(WHOLE))
  })

  it('is summed up as a backup is', async () => {
    const passing = new PassingSql({ transaction: true })
    await buffer(Readable.from([Buffer.from(WHOLE)]).compose(passing))
    const scanner = new DumpScanner()
    scanner.write(Buffer.from(WHOLE))
    expect(passing.fingerprint()).toEqual(scanner.end())
    expect(passing.fingerprint().tables).toMatchObject([{ name: 't', rows: 2 }])
  })

  it.each([
    'COMMIT AND CHAIN;',
    '  commit;',
    'END;',
    'ROLLBACK;',
    'ABORT;',
    "PREPARE TRANSACTION 'x';",
    'SET a = 1; COMMIT;',
    'SET a = 1;COMMIT; SET b = 1;',
    '\\! touch /tmp/x',
    '\\restrict a; \\! touch /tmp/x',
    '\\connect other',
    'SELECT 1 \\g |touch',
    'SET a = 1; \\! touch',
    'SELECT\n\\! touch',
  ])('ends with an error, and nothing of the line passes, at %j', async line => {
    const passing = new PassingSql({ transaction: true })
    const out: Buffer[] = []
    passing.on('data', (piece: Buffer) => out.push(piece))
    const error = await refusal(
      new Promise((resolve, reject) => {
        passing.once('error', reject).once('end', () => resolve(undefined))
        passing.write(Buffer.from('SET first = 1;\n'))
        passing.write(Buffer.from(`${line}\nSET last = 1;\n`))
        passing.end()
      }),
    )
    expect(error).toMatchObject({ kind: 'integrity', code: 'restore-command-refused' })
    expect(Buffer.concat(out).toString()).toBe('SET first = 1;\n')
  })

  it('may end a transaction where it is not ours', async () => {
    expect(await passed('ROLLBACK; COMMIT;\n', 5, false)).toBe('ROLLBACK; COMMIT;\n')
  })
})
