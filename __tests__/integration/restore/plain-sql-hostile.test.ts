import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serializeManifest } from '../../../src/catalog/manifest.ts'
import { withChecksum } from '../../../src/catalog/manifest-checksum.ts'
import { CHECKSUM_SUFFIX, checksumLine } from '../../../src/catalog/names.ts'
import { DumpScanner } from '../../../src/fingerprint/scanner.ts'
import { startApply } from '../../../src/postgres/apply/apply.ts'
import { PassingSql } from '../../../src/postgres/apply/psql-filter.ts'
import { childOptions, explainRestore } from '../../../src/postgres/children.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { libpqArguments, libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { HashMeter } from '../../../src/stream/hash-meter.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { installOldClient, provideTestClient } from '../../support/client-for-tests.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { runDrill } from '../../support/run-drill.ts'
import { fingerprintOf } from '../../support/run-load.ts'
import { runRestore } from '../../support/run-restore.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const NAMES = { contents: { extensions: [] }, fingerprint: { objects: [], tables: [] } }
const MAJORS = availableMajors().filter(major => [15, 17, 18].includes(major))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A string that ends early for anyone who takes backslashes for escapes, and a command behind it. */
const OFF = (run: string): string => `select '\\'' ${run} # ';\n`
/** A string whose last character's second byte is a backslash, in encodings of East Asia. */
const EAST = (run: string): string => `select E'\x81\x5c' ${run} # ';\n`
const TURNED_OFF = [
  'set standard_conforming_strings = off;',
  'SET standard_conforming_strings TO off;',
  "SET standard_conforming_strings = 'off';",
  'SET SESSION standard_conforming_strings = off;',
  'SET LOCAL standard_conforming_strings = off;',
  'SET/**/standard_conforming_strings=off;',
  'SET -- so\nstandard_conforming_strings = 0;',
  'SET "standard_conforming_strings" = false;',
  'SET U&"standard_conforming\\005fstrings" = no;',
  "SELECT set_config('standard_conforming_strings', 'off', false);",
  "SELECT pg_catalog.\"set_config\"('standard_conforming' || '_strings', 'off', false);",
  "UPDATE pg_settings SET setting = 'off' WHERE name = 'standard_conforming_strings';",
  "DO $$BEGIN PERFORM set_config('standard_conforming' || '_strings', 'off', false); END$$;",
  "DO $$BEGIN EXECUTE 'set standard_conforming_' || 'strings = off'; END$$;",
  `CREATE FUNCTION pg_temp.f() RETURNS text LANGUAGE sql AS $$SELECT set_config('standard_conforming_strings', 'off', false)$$;\nSELECT pg_temp.f();`,
  `SELECT 1; set standard_conforming_strings = off;`,
  'RESET ALL; set standard_conforming_strings = off;',
]
const ENCODED = ['GBK', 'SJIS', 'BIG5', 'UHC', 'GB18030', 'JOHAB'].flatMap(name => [
  `set client_encoding = '${name}';`,
  `SET NAMES '${name}';`,
  `SET client_encoding TO ${name};`,
  `SELECT set_config('client_encoding', '${name}', false);`,
])

/** SQL that starts a program, or tries to, by `run`: a command of psql's that does. In latin1. */
function payloads(touched: string): readonly string[] {
  const run = `\\! touch ${touched}`
  return [
    ...TURNED_OFF.map(setting => `${setting}\n${OFF(run)}`),
    ...ENCODED.map(setting => `${setting}\n${EAST(run)}`),
    `${run}\n`,
    `  ${run}\n`,
    `\uFEFF${run}\n`,
    `\r\n${run}\r\n`,
    `select 1\\g |touch ${touched}\n`,
    `\\o |touch ${touched}\nselect 1;\n`,
    `\\copy (select 1) to program 'touch ${touched}'\n`,
    `\\set x \`touch ${touched}\`\n`,
    `\\unrestrict abc\n${run}\n`,
    `\\unrestrict ${'0'.repeat(48)}\n${run}\n`,
    `\\unrestrict\n${run}\n`,
    `\\restrict abc\n\\unrestrict abc\n${run}\n`,
    `select $a$ $a$ ${run}\n`,
    `select U&'\\0027' UESCAPE '!' ${run}\n`,
    `select "a\\" ${run} # "\n`,
    `/* /* */ ${run} */ ${run}\n`,
    `select :'x' ${run}\n`,
    `copy t from stdin;\n\\.\n${run}\n`,
    `copy t from stdin;\n1\n\\. \n${run}\n\\.\n${run}\n`,
    `select 'a\0' ${run}\n`,
    `select '${'x'.repeat(1_000_000)}' ${run}\n`,
    `create function f() returns int begin atomic select 1; ${run}\nend;\n`,
    `SELECT pg_catalog.lo_open('1', 131072);\nSELECT pg_catalog.lowrite(0, '\\x41'); ${run} ; select ('');\n`,
  ]
}

describe.each(MAJORS)('SQL that wants to start a program by psql %i', major => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major, password: 'geheim' })
    await server.sql('postgres', 'CREATE TABLE t (a text)')
  })
  afterAll(() => server?.stop())

  async function apply(sql: string, passing?: PassingSql): Promise<void> {
    const connection = connectionTo(`${server.url('postgres')}?sslmode=disable`)
    const applying = startApply(client, {
      ...{ transaction: false, before: '', last: '', sessionSettings: [] },
      connectionArguments: libpqArguments(connection),
      child: childOptions(
        openLedger(),
        libpqEnvironment(connection, process.env),
        AbortSignal.timeout(30_000),
      ),
      explain: explainRestore(connection, NAMES),
    })
    const bytes = Readable.from([Buffer.from(sql, 'latin1')])
    const fed = passing ? pipeline(bytes, passing, applying.sink) : pipeline(bytes, applying.sink)
    await fed.catch(() => {})
    await applying.finish().catch(() => {})
  }

  it('starts none, even where nothing but psql itself is in the way', async () => {
    const ran: string[] = []
    for (const [at] of payloads('').entries()) {
      const touched = join(folder, `raw-${major}-${at}`)
      const sql = payloads(touched)[at] ?? ''
      await apply(sql)
      if (existsSync(touched)) ran.push(sql)
    }
    expect(ran).toEqual([])
  })

  it('starts none on the way of a restore or a drill', async () => {
    const ran: string[] = []
    for (const [at] of payloads('').entries()) {
      const touched = join(folder, `passed-${major}-${at}`)
      const sql = payloads(touched)[at] ?? ''
      await apply(
        `${sql}--\n-- PostgreSQL database dump complete\n--\n`,
        new PassingSql({ transaction: false }),
      )
      if (existsSync(touched)) ran.push(sql)
    }
    expect(ran).toEqual([])
  })

  it.each([...TURNED_OFF.slice(0, 12), ...ENCODED])('is refused before psql sees it: %s', async setting => {
    const passing = new PassingSql({ transaction: false })
    const error = await refusal(
      pipeline(
        Readable.from([Buffer.from(`${setting}\n${OFF('\\! true')}`, 'latin1')]),
        passing,
        async all => {
          for await (const _ of all);
        },
      ),
    )
    expect(error.code).toBe('restore-command-refused')
  })
})

describe('a stored backup in SQL text that was altered, with manifest and checksum made to fit', () => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(17)
    server = await startPostgres({ major: 17 })
    await createDatabase(server, 'source')
    await server.sql('source', 'CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1), (2)')
  })
  afterAll(() => server?.stop())

  async function altered(path: string, payload: string): Promise<string> {
    const store = folderStore(path)
    const { manifest, manifestKey } = await runBackup({
      url: server.url('source'),
      client,
      store,
      request: { format: 'plain', compression: { kind: 'pg_dump', spec: 'none' } },
    })
    const text = await readFile(join(path, manifest.key), 'latin1')
    const sql = Buffer.from(text.replace('CREATE TABLE', `${payload}CREATE TABLE`), 'latin1')
    const scanner = new DumpScanner()
    scanner.write(sql)
    const fingerprint = scanner.end()
    const meter = new HashMeter()
    await pipeline(Readable.from([sql]), meter, async all => {
      for await (const _ of all);
    })
    const { bytes, sha256 } = meter.sum()
    const sum = { bytes, sha256 }
    const { manifestSha256: _, ...rest } = manifest
    const forged = withChecksum({
      ...rest,
      dump: { ...manifest.dump, ...sum },
      stored: { ...manifest.stored, ...sum },
      fingerprint: {
        ...fingerprint,
        objects: [...fingerprint.objects],
        tables: [...fingerprint.tables],
        sequences: [...fingerprint.sequences],
      },
    })
    await writeFile(join(path, manifest.key), sql)
    await writeFile(
      join(path, `${manifest.key}${CHECKSUM_SUFFIX}`),
      checksumLine(sum.sha256, manifest.key.slice(manifest.key.lastIndexOf('/') + 1)),
    )
    await writeFile(join(path, manifestKey), serializeManifest(forged))
    return manifest.key
  }

  it.each([
    ['set', 'set standard_conforming_strings = off;\n', OFF, 'restore-command-refused'],
    ['gbk', "set client_encoding = 'GBK';\n", EAST, 'restore-command-refused'],
    [
      'do',
      "DO $$BEGIN PERFORM set_config('standard_conforming_strings', 'off', false); END$$;\n",
      OFF,
      'restore-command-refused',
    ],
    [
      'do-gbk',
      "DO $$BEGIN PERFORM set_config('client_encoding', 'GBK', false); END$$;\n",
      EAST,
      'restore-command-refused',
    ],
  ] as const)(
    'starts no program in restore and drill, and is not proven (%s)',
    async (name, setting, string, code) => {
      const touched = join(folder, `stored-${name}`)
      const path = join(folder, name)
      const key = await altered(path, `${setting}${string(`\\! touch ${touched}`)}`)
      await createDatabase(server, `into_${name}`)
      const run = { store: folderStore(path), client, scratch: folder }
      const { failure } = await runRestore({ ...run, url: server.url(`into_${name}`), key })
      expect(failure).toMatchObject({ errors: [{ code }], target: 'unchanged' })
      const { record } = await runDrill(run)
      expect(record.passed).toBe(false)
      expect(existsSync(touched)).toBe(false)
    },
  )
})

/** What a reader of SQL may stumble over. */
const ODD = `
  CREATE TABLE odd ("a\\b" text, "set" text DEFAULT E'it''s \\\\ \\' x');
  INSERT INTO odd VALUES (E'\\\\! touch x', 'set client_encoding = GBK;'), (E'\\\\.', E'\\\\restrict a'), (':"x" :''y''', E'\\n\\t\\\\');
  CREATE FUNCTION body() RETURNS text LANGUAGE plpgsql SET standard_conforming_strings = off SET search_path = ''
    AS $f$BEGIN
SET LOCAL client_encoding = 'UTF8'; /*
\\! touch x
*/
    PERFORM set_config('client_encoding', 'UTF8', true); RETURN 'x'; END$f$;
  COMMENT ON TABLE odd IS E'set_config(''client_encoding'') \\\\! touch x';
  CREATE VIEW v AS SELECT set_config('application.x', E'a\\\\b', false) AS s, 'pg_settings' AS t;
  CREATE SEQUENCE "set_config"; SELECT setval('"set_config"', 5);
  SELECT lo_from_bytea(4711, '\\x5c2120746f75636820780a');`

function newerMajor({ major }: PostgresClient): Major {
  const known = availableMajors().find(each => each === major)
  if (known === undefined) throw new Error(`no server ${major}`)
  return known
}

describe.each(availableMajors())('an honest dump of PostgreSQL %i in SQL text', major => {
  it('restores equal', async () => {
    const client = await provideTestClient(Math.max(major, 15), { exact: false })
    await using server = await startPostgres({ major })
    await createDatabase(server, 'odd')
    // From 19 on strings have one form only.
    await server.sql('odd', major >= 19 ? ODD.replace('SET standard_conforming_strings = off ', '') : ODD)
    const path = join(folder, `honest-${major}`)
    const { manifest } = await runBackup({
      url: server.url('odd'),
      client,
      store: folderStore(path),
      request: { format: 'plain' },
    })
    // What a client writes, a server of its own major reads.
    await using newer =
      client.major === major ? undefined : await startPostgres({ major: newerMajor(client) })
    const target = newer ?? server
    await createDatabase(target, 'target')
    const run = { store: folderStore(path), client, scratch: folder, key: manifest.key }
    const { failure, refusals } = await runRestore({ ...run, url: target.url('target') })
    expect([failure, refusals]).toEqual([undefined, []])
    const { ddlSha256, tables } = await fingerprintOf(target.url('target'), client)
    expect(tables).toEqual(manifest.fingerprint.tables)
    // Servers before 15 word a view in another way.
    if (major >= 15) expect(ddlSha256).toBe(manifest.fingerprint.ddlSha256)
  })
})

describe('a psql that knows no \\restrict', () => {
  it('is refused before anything is changed, with what to do', async ctx => {
    const old = await installOldClient(await mkdtemp(join(folder, 'old-tools-')))
    if (!old) return ctx.skip('no client from before August 2025 can be had here')
    expect(old.version).toBe('13.16')
    await using server = await startPostgres({ major: 13 })
    await server.sql('postgres', 'CREATE TABLE t (a int)')
    const path = join(folder, 'old')
    const run = { store: folderStore(path), client: old, scratch: folder }
    for (const format of ['plain', 'custom'] as const) {
      const { manifest } = await runBackup({ ...run, url: server.url('postgres'), request: { format } })
      await createDatabase(server, `target_${format}`)
      const url = server.url(`target_${format}`)
      const { failure, outcome } = await runRestore({ ...run, url, key: manifest.key })
      expect([outcome, failure]).toMatchObject([
        'failed',
        { errors: [{ code: 'restore-psql-too-old' }], target: 'unchanged' },
      ])
    }
  })
})
