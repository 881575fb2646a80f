import { describe, expect, it } from 'vitest'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { Fingerprint } from '../../../src/fingerprint/fingerprint.ts'
import { DumpScanner } from '../../../src/fingerprint/scanner.ts'

const END = '--\n-- PostgreSQL database dump complete\n--\n\n'

function toc(kind: string, name: string, schema = 'public', prefix = ''): string {
  return `--\n-- ${prefix}Name: ${name}; Type: ${kind}; Schema: ${schema}; Owner: -\n--\n\n`
}

function scan(sql: string, piece = sql.length): Fingerprint {
  const scanner = new DumpScanner()
  const bytes = Buffer.from(sql)
  for (let at = 0; at < bytes.length; at += piece) scanner.write(bytes.subarray(at, at + piece))
  return scanner.end()
}

const TABLE = `${toc('TABLE', 'a')}CREATE TABLE public.a (\n    id integer\n);\n\n`
const ROWS = `${toc('TABLE DATA', 'a', 'public', 'Data for ')}COPY public.a (id) FROM stdin;\n1\n2\n\\.\n\n\n`

describe('the scanner of a dump', () => {
  it('counts and hashes tables, definitions, sequences and large objects', () => {
    const sequence = `${toc('SEQUENCE SET', "it's")}SELECT pg_catalog.setval('public."it''s"', -3, false);\n\n`
    const large = `${toc('BLOBS', 'BLOBS', '-', 'Data for ')}BEGIN;\nSELECT pg_catalog.lo_open('7', 131072);\nSELECT pg_catalog.lowrite(0, '\\x616263');\nSELECT pg_catalog.lo_close(0);\n\nCOMMIT;\n`
    const print = scan(`SET x = 1;\n\n${TABLE}${ROWS}${sequence}${large}${END}`)
    expect(print.tables).toMatchObject([{ schema: 'public', name: 'a', rows: 2, bytes: 4 }])
    expect(print.objects).toMatchObject([{ kind: 'TABLE', schema: 'public', name: 'a' }])
    expect(print.sequences).toEqual([{ sequence: `public."it's"`, value: '-3', called: false }])
    expect(print.largeObjects).toMatchObject({ count: 1, bytes: 3 })
  })

  it('gives the same fingerprint wherever the stream is cut', () => {
    const sql = `${TABLE}${ROWS}${toc('VIEW', 'v')}CREATE VIEW public.v AS\n SELECT $é$;\nCOPY x.y FROM stdin;\n$é$;\n\n${END}`
    const whole = scan(sql)
    for (const piece of [1, 2, 3, 5, 7, 64]) expect(scan(sql, piece)).toEqual(whole)
  })

  it.each([
    [
      'a dollar-quoted body',
      'AS $body$\nCOPY public.a (id) FROM stdin;\n\\.\n-- Name: x; Type: TABLE; Schema: y; Owner: z\n$body$;\n',
    ],
    ['a body that quotes with other dollars', 'AS $a$ $b$\nCOPY public.a (id) FROM stdin;\n$b$ $$ $a$;\n'],
    ['a string', "COMMENT ON x IS 'it''s\nCOPY public.a (id) FROM stdin;\n';\n"],
    ['an escape string', "SELECT E'\\'\nCOPY public.a (id) FROM stdin;\n\\\\';\n"],
    ['a quoted name', 'CREATE TABLE "a""\nCOPY public.a (id) FROM stdin;\n" ();\n'],
    ['a nested comment', '/* /* */\nCOPY public.a (id) FROM stdin;\n*/\nSELECT 1;\n'],
    ['a statement that goes on', 'SELECT 1,\nCOPY public.a (id) FROM stdin;\n'],
  ])('is not deceived by text like a COPY statement in %s', (_where, text) => {
    const print = scan(`${toc('FUNCTION', 'f()')}${text}\n${TABLE}${ROWS}${END}`)
    expect(print.tables).toHaveLength(1)
    expect(print.objects.map(({ kind }) => kind)).toEqual(['FUNCTION', 'TABLE'])
  })

  it.each([
    [
      'of a function',
      "CREATE FUNCTION public.begin() RETURNS integer\n    LANGUAGE sql\n    AS 'SELECT 1';\n",
    ],
    ['of a type', "CREATE FUNCTION public.f() RETURNS public.begin\n    LANGUAGE sql\n    AS 'SELECT 1';\n"],
    [
      'of a column in a body',
      'CREATE FUNCTION public.f() RETURNS integer\n    LANGUAGE sql\n    BEGIN ATOMIC\n SELECT begin,\n    a.begin AS begin\n   FROM public.a;\n SELECT CASE begin WHEN 1 THEN 2 END;\nEND;\n',
    ],
  ])('takes begin for a name where it is one: %s', (_of, text) => {
    const print = scan(`${toc('FUNCTION', 'f()')}${text}\n${TABLE}${ROWS}${END}`)
    expect(print.objects.map(({ kind }) => kind)).toEqual(['FUNCTION', 'TABLE'])
    expect(print.tables).toMatchObject([{ rows: 2 }])
  })

  it('understands backslashes in strings where the dump turns standard strings off', () => {
    const text =
      "SET standard_conforming_strings = off;\n\nCOMMENT ON x IS 'a\\'\nCOPY public.a (id) FROM stdin;\n';\n"
    expect(scan(`${text}${ROWS}${END}`).tables).toHaveLength(1)
  })

  it('reads names with line breaks, quotes, dots and foreign letters', () => {
    const print = scan(`COPY "sch.e""ma"."new\nline é" ("a\nb") FROM stdin;\n1\n\\.\n${END}`)
    expect(print.tables).toMatchObject([{ schema: 'sch.e"ma', name: 'new\nline é', rows: 1 }])
  })

  it('sees a changed definition, and does not see owners, order or the random token of \\restrict', () => {
    const other = `${toc('VIEW', 'v')}CREATE VIEW public.v AS\n SELECT 1;\n\n`
    const here = scan(`\\restrict abc\n${TABLE}${other}\\unrestrict abc\n${END}`)
    const there = scan(
      `\\restrict xyz\n${other}SET default_tablespace = '';\n${TABLE.replace('Owner: -', 'Owner: bob')}${END}`,
    )
    expect(there.ddlSha256).toBe(here.ddlSha256)
    expect(scan(`${TABLE.replace('integer', 'bigint')}${other}${END}`).ddlSha256).not.toBe(here.ddlSha256)
  })

  it('sums up large objects alike with and without standard strings, and refuses what it cannot read in one', () => {
    const object = (write: string): string =>
      `SELECT pg_catalog.lo_open('7', 131072);\n${write}\nSELECT pg_catalog.lo_close(0);\n`
    const plain = scan(`${object("SELECT pg_catalog.lowrite(0, '\\x6162');")}${END}`)
    const escaped = scan(
      `SET standard_conforming_strings = off;\n${object("SELECT pg_catalog.lowrite(0, '\\\\x6162');")}${END}`,
    )
    expect(plain.largeObjects).toMatchObject({ count: 1, bytes: 2 })
    expect(escaped.largeObjects).toEqual(plain.largeObjects)
    expect(() => scan(`${object('SELECT something_else();')}${END}`)).toThrow(/cannot be read/)
  })

  it('keeps entries apart that share a name, regardless of their order', () => {
    const operator = (type: string): string =>
      `${toc('OPERATOR', '|=|')}CREATE OPERATOR public.|=| (LEFTARG = ${type});\n\n`
    const here = scan(`${operator('int')}${operator('text')}${END}`)
    const there = scan(`${operator('text')}${operator('int')}${END}`)
    expect(here.objects).toHaveLength(2)
    expect(there.ddlSha256).toBe(here.ddlSha256)
    expect(differences(here, there)).toEqual([])
    expect(differences(here, scan(`${operator('int')}${operator('bigint')}${END}`))).toEqual([
      'OPERATOR public."|=|" is defined differently',
    ])
  })

  it('leaves owners and privileges out, also where SQL text has them', () => {
    const owned = `${TABLE}ALTER TABLE public.a OWNER TO bob;\n\n${toc('ACL', 'TABLE a')}GRANT ALL ON TABLE public.a TO bob;\n\n`
    expect(differences(scan(`${TABLE}${END}`), scan(`${owned}${END}`))).toEqual([])
  })

  it('counts the tablespace of a table that is not in the usual one', () => {
    const moved = `SET default_tablespace = fast;\n\n${TABLE}${END}`
    expect(differences(scan(`${TABLE}${END}`), scan(moved))).toEqual([
      'TABLE public.a is defined differently',
    ])
  })

  it('keeps names apart whose bytes are no UTF-8', () => {
    const table = (byte: number): Buffer =>
      Buffer.concat([
        Buffer.from('COPY public.t'),
        Buffer.from([byte]),
        Buffer.from(' (id) FROM stdin;\n\\.\n'),
      ])
    const scanner = new DumpScanner()
    for (const piece of [table(0xe9), table(0xe8), Buffer.from(END)]) scanner.write(piece)
    expect(new Set(scanner.end().tables.map(({ name }) => name)).size).toBe(2)
  })

  it.each([
    ['between statements', TABLE],
    ['inside the data of a table', `${TABLE}COPY public.a (id) FROM stdin;\n1\n`],
    ['inside a string that holds the last words', `SELECT '\n${END}`],
  ])('refuses a dump that ends %s', (_where, sql) => {
    expect(() => scan(sql)).toThrow(/ends too early/)
  })
})
