import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseBackup } from '../../../src/catalog/choose-backup.ts'
import { checkDestination } from '../../../src/check/destination.ts'
import { noEncryption } from '../../../src/encryption/none.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import { verifyBackups } from '../../../src/verify/verify-backups.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { filesIn } from '../../support/files-in.ts'
import { openLedger } from '../../support/run-backup.ts'
import { runPrune } from '../../support/run-prune.ts'
import { runReport } from '../../support/run-report.ts'
import { makeBucket, type S3Server, startMockS3 } from '../../support/s3-server.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

let root = ''
let right = ''
let keys: string[] = []
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'destination-'))
  right = join(root, 'team', 'gate')
  keys = await storeBackups(
    folderStore(right),
    { startedAt: daysAgo(0.5), series: 'kiosk' },
    { startedAt: daysAgo(50), series: 'kiosk', backupClass: 'pre-deploy' },
    { startedAt: daysAgo(60), series: 'kiosk', backupClass: 'pre-deploy' },
  )
})
afterEach(() => rm(root, { recursive: true }))

const NEWEST = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined } as const

function verify(path: string, range: object = {}): ReturnType<typeof verifyBackups> {
  return verifyBackups(
    {
      range: {
        ...{ start: { kind: 'all' }, series: undefined, backupClass: undefined },
        ...{ since: undefined, sample: undefined },
        ...range,
      },
      depth: 'quick',
      parallel: 1,
    },
    {
      ...{
        store: folderStore(path),
        decryption: { ...noEncryption(), open: () => undefined },
        journal: openLedger(),
      },
      ...{ env: process.env, signal: SIGNAL, reporter: silentReporter, now: () => new Date() },
      provideClient: () => Promise.reject(new Error('none is needed')),
      stallTimeoutMs: 60_000,
    },
  )
}

/** Every verb that reads what is there, with and without the series' name. */
const VERBS: readonly [string, (path: string) => Promise<unknown>][] = [
  ['restore and drill', path => chooseBackup(NEWEST, { store: folderStore(path), signal: SIGNAL })],
  [
    'restore of a series',
    path => chooseBackup({ ...NEWEST, series: 'kiosk' }, { store: folderStore(path), signal: SIGNAL }),
  ],
  [
    'restore by key',
    path => chooseBackup({ kind: 'key', key: keys[0] ?? '' }, { store: folderStore(path), signal: SIGNAL }),
  ],
  ['verify', path => verify(path)],
  ['verify of a series', path => verify(path, { series: 'kiosk' })],
  ['report', path => runReport(folderStore(path))],
  ['report of a series', path => runReport(folderStore(path), { series: 'kiosk' })],
  ['prune', path => runPrune(folderStore(path))],
  ['prune of a series', path => runPrune(folderStore(path), { series: 'kiosk' })],
]

describe.each(VERBS)('%s', (_, run) => {
  it.each([
    ['two folders short of it', ''],
    ['one folder short of it', 'team'],
    ['a folder too deep', 'team/gate/kiosk'],
  ])('names the right destination for one that is %s, and removes nothing', async (_how, wrong) => {
    const before = await filesIn(root)
    await expect(run(join(root, wrong))).rejects.toMatchObject({
      code: 'destination-mismatch',
      kind: 'input',
      message: expect.stringContaining(
        `belong to destination ${right}, and destination is ${join(root, wrong)}`,
      ),
      hint: `Write destination: ${right}. Nothing is damaged, and nothing has to be removed.`,
    })
    expect(await filesIn(root)).toEqual(before)
  })
})

describe('check', () => {
  it('warns of a destination whose backups are all of another one, and names that', async () => {
    const check = (path: string): ReturnType<typeof checkDestination> =>
      checkDestination(
        { locks: false },
        {
          ...{ store: folderStore(path), exam: undefined, journal: openLedger(), signal: SIGNAL },
          ...{ now: () => new Date(), random: randomBytes, assumeRole: undefined },
        },
      )
    for (const wrong of [root, join(right, 'kiosk')])
      expect((await check(wrong)).find(({ what }) => what === 'Reached')).toMatchObject({
        outcome: 'warning',
        message: expect.stringContaining(`These backups belong to destination ${right}`),
        fix: expect.stringContaining(`Write destination: ${right}.`),
      })
    expect((await check(right)).find(({ what }) => what === 'Reached')?.outcome).toBe('ok')
  })
})

describe('a destination with another one in its folders', () => {
  it('has its own backups, and leaves those of the other alone', async () => {
    const [own = '', old = ''] = await storeBackups(
      folderStore(root),
      { startedAt: daysAgo(1.5) },
      { startedAt: daysAgo(100), backupClass: 'pre-deploy' },
    )
    const theirs = await filesIn(right)
    const { verifications } = await verify(root)
    expect(verifications.map(({ key }) => key).toSorted()).toEqual([own, old].toSorted())
    expect((await runReport(folderStore(root))).totals.backups).toBe(2)
    expect((await chooseBackup(NEWEST, { store: folderStore(root), signal: SIGNAL })).key).toBe(own)
    const { backups, notices } = await runPrune(folderStore(root))
    expect(backups.map(({ disposition, key }) => [key, disposition.kind])).toEqual([
      [own, 'kept'],
      [old, 'removed'],
    ])
    expect(notices).toEqual([`3 backups here belong to another destination, ${right}, and were left alone`])
    expect(await filesIn(right)).toEqual(theirs)
  })

  it('does not take a manifest that was changed in its own folders for one of another destination', async () => {
    const store = folderStore(root)
    const [own = ''] = await storeBackups(store, { startedAt: daysAgo(1.5), series: 'team' })
    await cp(join(right, `${keys[0]}.manifest.json`), join(root, `${own}.manifest.json`))
    await expect(
      chooseBackup({ ...NEWEST, series: 'team' }, { store, signal: SIGNAL }),
    ).rejects.toMatchObject({
      code: 'manifest-unreadable',
    })
  })
})

describe('a verb that finds nothing', () => {
  it('lists the newest backup of each series, five of them, and what has no manifest', async () => {
    const store = folderStore(right)
    for (const series of ['a', 'b', 'c', 'd', 'e', 'f'])
      await storeBackups(store, { startedAt: daysAgo(3), series }, { startedAt: daysAgo(4), series })
    await store.put('2025/10/old_backup_20251001_030000.dump', Buffer.from('x'), SIGNAL)
    const newest = keys[0] ?? ''
    const asked = { ...NEWEST, series: 'kisok' }
    await expect(chooseBackup(asked, { store, signal: SIGNAL })).rejects.toMatchObject({
      code: 'backup-not-found',
      message: expect.stringMatching(
        new RegExp(
          `of series kisok\\. The newest there: kiosk: ${newest.replaceAll('.', '\\.')} of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC; (?:\\w: [^;]+; ){4}and 2 more series\\. Without a manifest: 1 dump of before this action, the newest of 2025-10-01`,
        ),
      ),
    })
    const { notices } = await runPrune(store, { series: 'kisok' })
    expect(notices.join()).toContain(`The newest there: kiosk: ${newest}`)
    expect((await runReport(store, { series: 'kisok' })).warnings.join()).toContain(`kiosk: ${newest}`)
    await expect(verify(right, { series: 'kisok' })).rejects.toMatchObject({
      message: expect.stringContaining(`kiosk: ${newest}`),
    })
  })

  it('says of a dump without manifest that it is there, and how it is restored', async () => {
    const store = folderStore(right)
    for (const [key, command] of [
      ['2025/10/old_backup_20251001_030000.dump', 'pg_restore --exit-on-error'],
      ['schemas/old_schema_20251001_030000.sql', 'psql -X --set=ON_ERROR_STOP=1'],
      ['old_backup_20251001_030000.dump.gz', 'gunzip old_backup_20251001_030000.dump.gz, then pg_restore'],
    ] as const) {
      await store.put(key, Buffer.from('x'), SIGNAL)
      const told = {
        code: 'backup-without-manifest',
        hint: expect.stringMatching(new RegExp(`docs/recovery\\.md §7 says: ${command}`)),
      }
      await expect(chooseBackup({ kind: 'key', key }, { store, signal: SIGNAL })).rejects.toMatchObject(told)
      await expect(verify(right, { start: { kind: 'key', key } })).rejects.toMatchObject(told)
    }
  })

  it('finds a backup whose key was written with the prefix of the destination', async () => {
    const store = folderStore(right)
    const [key = ''] = keys
    const found = await chooseBackup({ kind: 'key', key: `team/gate/${key}` }, { store, signal: SIGNAL })
    expect(found.key).toBe(key)
  })

  it('does not advise to remove a backup whose manifest cannot be read', async () => {
    const path = join(right, `${keys[1]}.manifest.json`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, '{')
    await expect(runPrune(folderStore(right))).rejects.toMatchObject({
      code: 'prune-manifest-unreadable',
      hint: expect.stringContaining('Do not remove such a backup for it'),
    })
  })
})

describe('in S3', () => {
  let server: S3Server
  beforeEach(async () => {
    server = await startMockS3()
  })
  afterEach(() => server.stop())

  it.each([
    ['of the bucket’s root', '', 'gate'],
    ['of a prefix', 'team/gate', ''],
    ['of another prefix', 'team/gate', 'team/gtae'],
    ['of a prefix with one folder less', 'team', 'team/gate'],
  ])('backups %s are found by those who ask elsewhere in the bucket', async (_, there, asked) => {
    const bucket = await makeBucket(server)
    const stores = [there, asked].map(prefix => s3Store(bucket.options({ prefix })))
    try {
      const [meant, wrong] = stores
      if (!meant || !wrong) throw new Error('no stores')
      await storeBackups(meant, { startedAt: daysAgo(1.5), series: 'kiosk' })
      const told = {
        code: 'destination-mismatch',
        message: expect.stringContaining(
          `belong to destination ${meant.location}, and destination is ${wrong.location}`,
        ),
      }
      await expect(chooseBackup(NEWEST, { store: wrong, signal: SIGNAL })).rejects.toMatchObject(told)
      await expect(runReport(wrong)).rejects.toMatchObject(told)
      await expect(runPrune(wrong, { series: 'kiosk' })).rejects.toMatchObject(told)
    } finally {
      for (const store of stores) store.close()
      bucket.close()
    }
  })
})
