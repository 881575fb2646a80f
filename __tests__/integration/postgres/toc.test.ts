import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { BackupError } from '../../../src/core/errors.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { readToc } from '../../../src/postgres/toc/read-toc.ts'
import type { TocEntry } from '../../../src/postgres/toc/toc-entry.ts'
import { type Head, headOfFile } from '../../../src/restore/load/read-toc.ts'
import { parseUseList, useList } from '../../../src/restore/plan/use-list.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { randomBelow } from '../../support/damage.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'

const run = promisify(execFile)
const { signal } = new AbortController()
const SEED = Math.trunc(Date.now() / 1000)

/** What the nasty database lacks: roles that definitions name, owners with odd names, names that read alike. */
const MORE = `
  CREATE ROLE "policy; role";
  CREATE ROLE "an owner, with TABLE public x";
  CREATE ROLE "line
break";
  CREATE TABLE public.guarded (id int);
  CREATE POLICY "TO nobody USING (x)" ON public.guarded FOR SELECT TO "policy; role", "line
break" USING (true);
  ALTER TABLE public.guarded OWNER TO "an owner, with TABLE public x";
  CREATE TABLE "new line"."twin
twin" (a int);
  CREATE TABLE "new line"."twin twin" (a int);
  INSERT INTO "new line"."twin
twin" VALUES (1);
  GRANT SELECT ON "new line"."twin twin" TO "policy; role";
  CREATE SCHEMA "TABLE DATA public";
  CREATE TABLE "TABLE DATA public"."x postgres" (a int);
  CREATE TABLE public."public x" (a int);
  COMMENT ON DATABASE nasty IS 'left out, as pg_restore does';
  CREATE SEQUENCE "new line"."it's
two" START 3;`

describe.each(availableMajors())('the table of contents of an archive of PostgreSQL %i', major => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  let manifest: Manifest
  let file: string
  let head: Head
  let lineBreak = '\n'

  beforeAll(async () => {
    client = await provideTestClient(major, { exact: false })
    server = await startPostgres({ major })
    folder = await mkdtemp(join(tmpdir(), 'toc-'))
    await loadNasty(server, 'nasty', { bigValueBytes: 1_000_000 })
    // Names of roles may not hold one any more.
    lineBreak = major < 19 ? '\n' : ' '
    const more = MORE.replaceAll('line\nbreak', `line${lineBreak}break`)
    await server.sql('nasty', `CREATE SCHEMA "new line"; ${more}`)
    const store = folderStore(folder)
    const backup = await runBackup({ url: server.url('nasty'), client, store, request: { noAcl: false } })
    manifest = backup.manifest
    file = store.url(manifest.key)
    head = await headOfFile(file, signal)
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('has the very entries that pg_restore lists, in its order', async () => {
    const { stdout } = await run(client.program('pg_restore'), ['--list', file], { maxBuffer: 1 << 26 })
    const listed = stdout.split('\n').filter(line => line !== '' && !line.startsWith(';'))
    const read = head.toc.map(({ id, kind, name, owner, schema }) => {
      const ownerOnOneLine = owner.replaceAll('\n', ' ')
      return `${id}; ${kind} ${schema} ${name} ${ownerOnOneLine}`
    })
    expect(read).toEqual(listed.map(line => line.replace(/^(\d+; )\d+ \d+ /, '$1')))
    expect(read.length).toBeGreaterThan(300)
  })

  it('calls each what pg_restore calls it in the SQL', async () => {
    const args = ['--file=-', '--schema-only', '--verbose', file]
    const { stdout } = await run(client.program('pg_restore'), args, { maxBuffer: 1 << 26 })
    const told = [
      ...stdout.matchAll(/^-- TOC entry (\d+) \(class .*\n(?:-- Dependencies: .*\n)?(-- Name: .*)$/gm),
    ]
    expect(told.length).toBeGreaterThan(200)
    const byId = new Map(head.toc.map(entry => [entry.id, entry]))
    const wrong = told.flatMap(([, id, line = '']) => {
      const entry = byId.get(Number(id))
      const start = entry && `-- Name: ${entry.name}; Type: ${entry.kind}; Schema: ${entry.schema}; Owner: `
      return start !== undefined && line.startsWith(start) ? [] : [`${line} is not ${start}`]
    })
    expect(wrong).toEqual([])
  })

  it('has every object, table and sequence of the manifest, and nothing that it does not know', () => {
    const { objects, sequences, tables } = manifest.fingerprint
    const name = ({ kind, name, schema }: Pick<TocEntry, 'kind' | 'schema' | 'name'>): string =>
      JSON.stringify([kind, schema, name])
    const notCounted = new Set(['ACL', 'DEFAULT ACL', 'BLOB', 'BLOBS', 'BLOB METADATA'])
    const definitions = head.toc.filter(({ data, kind }) => !data && !notCounted.has(kind))
    expect(definitions.map(name).toSorted()).toEqual(objects.map(name).toSorted())
    const filled = head.toc.flatMap(({ data }) => (data?.of === 'table' ? [data.table] : []))
    const tableName = (table: { schema: string; name: string }): string =>
      JSON.stringify([table.schema, table.name])
    // Several entries may fill one table: pg_dump loads partitions by hash of an enum through their root.
    expect(new Set(filled.map(tableName))).toEqual(new Set(tables.map(tableName)))
    const set = head.toc.flatMap(({ data }) => (data?.of === 'sequence' ? [data.sequence] : []))
    expect(set.toSorted()).toEqual(sequences.map(({ sequence }) => sequence).toSorted())
    expect(head.toc.filter(({ data }) => data?.of === 'large objects').length).toBeGreaterThan(0)
  })

  it('distinguishes twins that only a line break makes two', () => {
    const rows = head.toc.flatMap(({ data }) =>
      data?.of === 'table' && /^twin/.test(data.table.name) ? [data.table.name] : [],
    )
    expect(rows.toSorted()).toEqual(['twin\ntwin', 'twin twin'])
    const tables = head.toc.filter(({ kind, name }) => kind === 'TABLE' && name === 'twin twin')
    expect(new Set(tables.map(({ id }) => id)).size).toBe(2)
  })

  it('knows the roles that definitions name, as the catalog does, and the owner of each', async () => {
    const rows = await server.sql(
      'nasty',
      `SELECT unnest(roles)::text AS role FROM pg_policies
       UNION SELECT usename FROM pg_user_mappings ORDER BY role`,
    )
    const roles = rows.map(({ role }) => String(role)).filter(role => role !== 'public')
    const named = new Set(head.toc.flatMap(entry => entry.roles))
    expect([...named].toSorted()).toEqual(roles.toSorted())
    expect(roles).toContain('policy; role')
    expect(roles).toContain(`line${lineBreak}break`)
    const guarded = head.toc.find(({ kind, name }) => kind === 'TABLE' && name === 'guarded')
    expect(guarded?.owner).toBe('an owner, with TABLE public x')
  })

  it('is asked for by a list that pg_restore follows, in its order', async () => {
    const ids = head.toc.filter(({ kind }) => kind === 'TABLE' || kind === 'POLICY').map(({ id }) => id)
    const wanted = ids.toReversed()
    const list = join(folder, 'use-list')
    await writeFile(list, useList(wanted))
    const args = ['--list', `--use-list=${list}`, file]
    const { stdout } = await run(client.program('pg_restore'), args, { maxBuffer: 1 << 26 })
    expect(parseUseList(stdout)).toEqual({ ok: true, value: wanted })
  })

  it('is the same however its bytes come', async () => {
    const bytes = await readFile(file)
    for (const size of [1, 7, 1_000]) {
      const pieces = function* (): Generator<Buffer> {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      expect(await readToc(Readable.from(pieces()))).toEqual(head.toc)
    }
  })

  it('is never taken for a mistake of ours, no matter what bit of it is flipped', async () => {
    const bytes = await readFile(file)
    const random = randomBelow(SEED)
    const mistakes: string[] = []
    for (let round = 0; round < 150; round++) {
      const at = random(round % 2 === 0 ? 200 : 60_000)
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random(8)), at)
      const error = await readToc(Readable.from([flipped])).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      if (error !== undefined && !(error instanceof BackupError))
        mistakes.push(`byte ${at}: ${String(error)}`)
    }
    expect(mistakes, `seed ${SEED}`).toEqual([])
  })

  it('knows what each entry needs', () => {
    const one = (kind: string, name: string): TocEntry => {
      const found = head.toc.filter(entry => entry.kind === kind && entry.name === name)
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} entries are ${kind} ${name}`)
      return found[0]
    }
    const chicken = one('TABLE', 'chicken').id
    for (const [kind, name] of [
      ['TABLE DATA', 'chicken'],
      ['CONSTRAINT', 'chicken chicken_pkey'],
      ['FK CONSTRAINT', 'chicken its egg'],
    ] as const)
      expect(one(kind, name).dependencies, name).toContain(chicken)
    if (head.toc.some(({ kind, name }) => kind === 'EXTENSION' && name === 'hstore'))
      expect(one('TABLE', 'pairs').dependencies).toContain(one('EXTENSION', 'hstore').id)
  })
})

/** PostgreSQL 16 alone writes format 1.15: that of 15, with the compression's name in place of its level. */
it('an archive of format 1.15 is read as pg_restore reads it', async () => {
  const older = await provideTestClient(15)
  await using server = await startPostgres({ major: 15 })
  const folder = await mkdtemp(join(tmpdir(), 'toc-'))
  try {
    await server.sql(
      'postgres',
      'CREATE TABLE orders (id serial PRIMARY KEY); CREATE VIEW seen AS TABLE orders',
    )
    const store = folderStore(folder)
    const { manifest } = await runBackup({ url: server.url('postgres'), client: older, store })
    const bytes = await readFile(store.url(manifest.key))
    expect([...bytes.subarray(5, 11)]).toEqual([1, 14, 0, 4, 8, 1])
    const file = join(folder, 'later.dump')
    const gzip = Buffer.from([1])
    const start = Buffer.from(bytes.subarray(0, 11))
    start.writeUInt8(15, 6)
    await writeFile(file, Buffer.concat([start, gzip, bytes.subarray(16)]))
    const client = await provideTestClient(17)
    const { stdout } = await run(client.program('pg_restore'), ['--list', file])
    expect(stdout).toContain('Dump Version: 1.15-0')
    const { toc } = await headOfFile(file, signal)
    expect({ ok: true, value: toc.map(({ id }) => id) }).toEqual(parseUseList(stdout))
    expect(toc).toEqual((await headOfFile(store.url(manifest.key), signal)).toc)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
