import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ageEncryption } from '../../../src/encryption/age.ts'
import type { Encryption } from '../../../src/encryption/encryption.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import { noEncryption } from '../../../src/encryption/none.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { blocksOf, readDocument, sectionOf } from '../../support/documents.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { hasProgram } from '../../support/programs.ts'
import { runBackup } from '../../support/run-backup.ts'

const run = promisify(execFile)
const page = readDocument('docs/recovery.md')
const PASSPHRASE = 'correct horse'

const [fillIn = '', list = '', fetch = '', byAge = '', byGpg = '', whole = '', one = '', compare = ''] =
  blocksOf(sectionOf(page, '## 7. Without the action, by stock tools'), 'bash')
const [, bringRows = ''] = blocksOf(sectionOf(page, '## 5. One table, beside the live database'), 'bash')
const [exchange = ''] = blocksOf(sectionOf(page, '## 9. Afterwards'), 'bash')

/** A folder in the place of the bucket, for the two commands that the page uses. */
const AWS = `#!/usr/bin/env bash
case "$1 $2" in
  's3 cp') cp "\${3/#s3:\\/\\/my-backups/$STORE}" "$4" ;;
  's3 ls') cd "$STORE" && find . -type f -printf '%TY-%Tm-%Td %TT %s %P\\n' ;;
  *) exit 2 ;;
esac
`

const restoreWorkflow = z.object({
  on: z.object({ workflow_dispatch: z.object({ inputs: z.record(z.string(), z.unknown()) }) }),
})

describe('the commands of docs/recovery.md', () => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  const identity = generateIdentity()

  beforeAll(async () => {
    server = await startPostgres({ major: 17 })
    client = await provideTestClient(17, { exact: false })
    folder = await mkdtemp(join(tmpdir(), 'recovery-'))
    await mkdir(join(folder, 'bin'))
    await writeFile(join(folder, 'bin/aws'), AWS)
    await chmod(join(folder, 'bin/aws'), 0o755)
    await mkdir(join(folder, 'gnupg'), { mode: 0o700 })
    await writeFile(join(folder, 'passphrase'), PASSPHRASE)
    const answers = ['batch', 'no-autostart', 'pinentry-mode loopback']
    await writeFile(
      join(folder, 'gnupg/gpg.conf'),
      [...answers, `passphrase-file ${join(folder, 'passphrase')}`, ''].join('\n'),
    )
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A new database shop, with a table that others inherit from, and a backup of it. Returns its key in the bucket. */
  async function backUpShop(encryption: Encryption): Promise<string> {
    for (const name of ['shop', 'shop_restored', 'shop_restored_one', 'shop_broken'])
      await server.sql('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await server.sql('postgres', 'CREATE DATABASE shop')
    await server.sql(
      'shop',
      `CREATE TABLE orders (id int PRIMARY KEY, item text);
       CREATE TABLE "Odd's" (); CREATE SCHEMA other; CREATE TABLE other.late (CHECK (id > 9)) INHERITS (orders);
       INSERT INTO orders VALUES (1, 'one'), (2, 'two'); INSERT INTO other.late VALUES (10, 'ten')`,
    )
    // Two backups of one second would have one name.
    await rm(join(folder, 'store/shop'), { recursive: true, force: true })
    const store = folderStore(join(folder, 'store/shop'))
    const { manifest } = await runBackup({ url: server.url('shop'), client, store, parts: { encryption } })
    return `shop/${manifest.key}`
  }

  /** Runs blocks of the page in one shell, where its examples' names stand for what is here. */
  async function runBlocks(key: string, blocks: readonly string[]): Promise<string> {
    const here = await mkdtemp(join(folder, 'here-'))
    await writeFile(join(here, 'key.txt'), `${await identity}\n`)
    const script = [fillIn, ...blocks]
      .join('\n')
      .replace(/ KEY=\S+/, ` KEY='${key}'`)
      .replaceAll('PGPORT=5432', `PGPORT=${server.port}`)
      .replaceAll('host=db.example.com', `host=127.0.0.1 port=${server.port}`)
      .replaceAll('db.example.com', '127.0.0.1')
    const { PATH = '' } = process.env
    const running = run('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: here,
      env: {
        HOME: here,
        GNUPGHOME: join(folder, 'gnupg'),
        PATH: [join(folder, 'bin'), dirname(client.program('psql')), PATH].join(delimiter),
        STORE: join(folder, 'store'),
      },
    })
    running.child.stdin?.end(`${server.password}\n`)
    return (await running).stdout
  }

  it('say which backups there are', async () => {
    const key = await backUpShop(noEncryption())
    expect(await runBlocks(key, [list])).toContain(`${key}.manifest.json`)
  })

  const ways = [
    { planned: 'what is not encrypted', program: undefined, open: [], encrypt: async () => noEncryption() },
    {
      planned: 'what age has sealed',
      program: 'age',
      open: [byAge],
      encrypt: async () => ageEncryption({ recipients: [await identityToRecipient(await identity)] }),
    },
    {
      planned: 'what gpg has sealed',
      program: 'gpg',
      open: [byGpg],
      encrypt: async () =>
        gpgPassphrase({
          passphrase: PASSPHRASE,
          searchPath: process.env['PATH'] ?? '',
          scratch: folder,
        }),
    },
  ]
  it.for(ways)('fetch, check, open, restore and compare $way', async ({ program, open, encrypt }, ctx) => {
    if (program !== undefined && !(await hasProgram(program))) return ctx.skip(`no ${program} program here`)
    const key = await backUpShop(await encrypt())
    const told = await runBlocks(key, [fetch, ...open, whole, one, compare])
    expect(told).toContain(': OK')
    expect(told).not.toContain('differs')
    expect(await server.sql('shop_restored', 'SELECT id FROM orders ORDER BY id')).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 10 },
    ])
    expect(await server.sql('shop_restored_one', 'SELECT id FROM orders ORDER BY id')).toHaveLength(2)

    await server.sql('shop_restored', 'DELETE FROM ONLY orders WHERE id = 2')
    expect(await runBlocks(key, [fetch, compare])).toContain('public.orders differs')
  })

  it('stop where the file is not what was stored', async () => {
    const key = await backUpShop(noEncryption())
    await writeFile(join(folder, 'store', key), 'something else')
    await expect(runBlocks(key, [fetch, whole])).rejects.toThrow('did NOT match')
    expect(await server.sql('postgres', "SELECT FROM pg_database WHERE datname = 'shop_restored'")).toEqual(
      [],
    )
  })

  it('bring lost rows back beside the live table, and exchange the names of databases', async () => {
    const key = await backUpShop(noEncryption())
    await runBlocks(key, [fetch, whole])
    await server.sql('shop', 'DELETE FROM ONLY orders WHERE id = 2')
    // The sections say to keep passwords in a file; here they come as they do in section 7.
    expect(await runBlocks(key, [bringRows])).toMatch(/count\s*\n-+\n\s*1\n/)
    expect(await server.sql('shop', 'SELECT id FROM orders_recovered ORDER BY id')).toHaveLength(3)

    await runBlocks(key, [exchange])
    expect(await server.sql('shop', 'SELECT id FROM orders')).toHaveLength(3)
    expect(await server.sql('shop_broken', 'SELECT id FROM orders')).toHaveLength(2)
  })

  it('start the restore by inputs that its workflow has', () => {
    const [workflow = ''] = blocksOf(page, 'yaml')
    const { inputs } = restoreWorkflow.parse(parse(workflow)).on.workflow_dispatch
    const commands = blocksOf(page, 'bash').filter(block => block.startsWith('gh workflow run restore.yml'))
    const given = commands.flatMap(block => [...block.matchAll(/-f ([\w-]+)=/g)].map(([, name = '']) => name))
    expect(commands).toHaveLength(3)
    for (const name of given) expect(Object.keys(inputs)).toContain(name)
  })

  it('are all shell that bash can read', async () => {
    for (const block of blocksOf(page, 'bash')) await run('bash', ['-n', '-c', block])
  })
})
