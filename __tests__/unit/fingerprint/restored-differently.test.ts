import { describe, expect, it } from 'vitest'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { Fingerprint } from '../../../src/fingerprint/fingerprint.ts'
import { DumpScanner } from '../../../src/fingerprint/scanner.ts'

const END = '--\n-- PostgreSQL database dump complete\n--\n\n'
const above = (kind: string, name: string, prefix = ''): string =>
  `--\n-- ${prefix}Name: ${name}; Type: ${kind}; Schema: app; Owner: -\n--\n\n`

function scan(sql: string, piece = sql.length, like?: Fingerprint): Fingerprint {
  const scanner = new DumpScanner(undefined, like)
  const bytes = Buffer.from(`${sql}${END}`)
  for (let at = 0; at < bytes.length; at += piece) scanner.write(bytes.subarray(at, at + piece))
  return scanner.end()
}

/** What PostgreSQL restores as the same, but dumps differently before and after. */
describe('a fingerprint of what a restore writes differently', () => {
  it('still sees a value that is not in the list any more', () => {
    const table = (list: string): string =>
      `${above('TABLE', 't')}CREATE TABLE app.t (\n    CONSTRAINT c CHECK (((s)::text = ANY ((ARRAY[${list}])::text[])))\n);\n\n`
    const both = scan(table("'a'::character varying, 'b'::character varying"))
    expect(differences(both, scan(table("'a'::character varying")))).toEqual([
      'TABLE app.t is defined differently',
    ])
  })

  const child = (columns: string, rows: string): string =>
    `${above('TABLE', 'child')}CREATE TABLE app.child (\n    ${columns}\n)\nINHERITS (app.parent);\n\n` +
    `${above('TABLE DATA', 'child', 'Data for ')}COPY app.child ${rows}\\.\n\n\n`
  const made = child(
    'own text,\n    late text DEFAULT 1',
    '(id, own, late) FROM stdin;\n1\ta\\tb\tx\n2\t\\N\ty\n',
  )
  const restored = child(
    'late text DEFAULT 1,\n    own text',
    '(id, late, own) FROM stdin;\n1\tx\ta\\tb\n2\ty\t\\N\n',
  )

  it('does not depend on the order of an inheriting table’s columns, wherever the stream is cut', () => {
    for (const piece of [1, 3, 7, made.length]) {
      expect(differences(scan(made), scan(restored, piece))).toEqual([])
    }
    const swapped = made.replace('1\ta\\tb\tx', '1\tx\ta\\tb')
    expect(differences(scan(made), scan(swapped))).toEqual(['app.child has other content in its 2 rows'])
  })

  const inheriting = (columns: string, rest = ''): Fingerprint =>
    scan(
      `${above('TABLE', 'child')}CREATE TABLE app.child (\n${columns}\n)\nINHERITS (app.p, app.q);\n\n${rest}`,
    )
  const setStorage = (column: string): string =>
    `ALTER TABLE ONLY app.child ALTER COLUMN ${column} SET STORAGE EXTERNAL;\n`

  it('takes only whole columns for what may change places', () => {
    const one = inheriting("    a text DEFAULT 'x,\n)\n1\n2',\n    b int", setStorage('a') + setStorage('c'))
    expect(
      inheriting("    b int,\n    a text DEFAULT 'x,\n)\n1\n2'", setStorage('c') + setStorage('a')),
    ).toEqual(one)
    for (const columns of [
      "    a text DEFAULT 'x,\n)\n2\n1',\n    b int",
      "    a text DEFAULT 'x\n)\n1\n2',\n    b int",
      "    a text DEFAULT 'x,\n)\n1\n2'\n    b int",
    ]) {
      expect(inheriting(columns, setStorage('a') + setStorage('c'))).not.toEqual(one)
    }
    const swapped = JSON.stringify(inheriting('    a int'))
    expect(swapped).not.toBe(
      JSON.stringify(
        scan(
          `${above('TABLE', 'child')}CREATE TABLE app.child (\n    a int\n)\nINHERITS (app.q, app.p);\n\n`,
        ),
      ),
    )
  })

  it('does not take a table for an inheriting one for what a string in it says', () => {
    const table = (lines: string): Fingerprint =>
      scan(
        `${above('TABLE', 't')}CREATE TABLE app.t (\n    a text DEFAULT 'x\n)\nINHERITS (\n${lines}',\n    b int\n);\n\n`,
      )
    expect(table('1\n2')).not.toEqual(table('2\n1'))
  })

  it('knows an inheriting table from the fingerprint that it is compared with, where only data is dumped', () => {
    const data = restored.slice(restored.indexOf('--\n-- Data for'))
    expect(differences({ ...scan(made), objects: [] }, scan(data, 5, scan(made)))).toEqual([])
  })

  it('takes the partitions that are loaded through their root for one table, whichever row is in which', () => {
    const partition = (number: number, rows: string): string =>
      `${above('TABLE DATA', `root_${number}`, 'Data for ')}COPY app.root (c, n) FROM stdin;\n${rows}\\.\n\n\n`
    const here = scan(partition(0, 'red\t1\nblue\t2\nblue\t2\n') + partition(1, 'green\t3\n'))
    const there = scan(partition(0, 'green\t3\n') + partition(1, 'blue\t2\nred\t1\nblue\t2\n'))
    expect(here.tables).toMatchObject([{ schema: 'app', name: 'root', rows: 4, inAnyOrder: true }])
    expect(differences(here, there)).toEqual([])
    const other = scan(partition(0, 'red\t1\nblue\t2\nred\t1\n') + partition(1, 'green\t3\n'))
    expect(differences(here, other)).toEqual(['app.root has other content in its 4 rows'])
  })

  it('keeps the order of every other table’s rows', () => {
    const rows = (text: string): string =>
      `${above('TABLE DATA', 't', 'Data for ')}COPY app.t (n) FROM stdin;\n${text}\\.\n\n\n`
    expect(differences(scan(rows('1\n2\n')), scan(rows('2\n1\n')))).toEqual([
      'app.t has other content in its 2 rows',
    ])
  })

  describe('leaves out what the server sets of a column for itself,', () => {
    const table = (rest = ''): string =>
      `${above('TABLE', 't')}CREATE TABLE app.t (\n    a integer,\n    "b SET (pg_attver=1)" text\n);\n\n${rest}`
    const set = (options: string, column = 'a', kind = 'TABLE ONLY'): string =>
      `ALTER ${kind} app.t ALTER COLUMN ${column} SET (${options});\n`

    it.each([
      [set('pg_attver=30839680'), ''],
      [set('pg_attver=1', '"b SET (pg_attver=1)"'), ''],
      [set('pg_attver=1', 'a', 'FOREIGN TABLE ONLY'), ''],
      [set('pg_other=x'), ''],
      [set('n_distinct=5, pg_attver=1'), set('n_distinct=5')],
      [set('pg_attver=1, n_distinct=5'), set('n_distinct=5')],
      [set('n_distinct=5, pg_attver=1, n_distinct_inherited=7'), set('n_distinct=5, n_distinct_inherited=7')],
    ])('as in %s', (one, other) => {
      expect(scan(table(one))).toEqual(scan(table(other)))
    })

    it('and nothing that users can set', () => {
      const all = ['', set('n_distinct=5'), set('n_distinct=6'), set('n_distinct=5', '"b SET (pg_attver=1)"')]
      const sums = all.map(each => scan(table(each)).ddlSha256)
      expect(new Set(sums).size).toBe(all.length)
      const comment = (text: string): string =>
        scan(table(`COMMENT ON TABLE app.t IS '${text}';\n`)).ddlSha256
      expect(comment('SET (pg_attver=1)')).not.toBe(comment('SET (pg_attver=2)'))
    })
  })
})
