import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Wanted } from '../../../src/catalog/choose.ts'
import { chooseBackup } from '../../../src/catalog/choose-backup.ts'
import { type Manifest, serializeManifest } from '../../../src/catalog/manifest.ts'
import { objectKeys } from '../../../src/catalog/names.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { verifyBackups } from '../../../src/verify/verify-backups.ts'
import { refusal } from '../../support/ask-server.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { openLedger } from '../../support/run-backup.ts'
import { manifestOf } from '../../unit/backup/report-example.ts'

const LATEST = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined } as const

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'choose-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function stored(day: string, instead: Partial<Manifest> = {}): Promise<string> {
  const series = instead.series ?? 'shop'
  const part = instead.class === 'pre-restore' ? 'pre-restore' : '2026/11'
  const key = instead.key ?? `${series}/${part}/${series}_backup_202611${day}_030700.dump`
  const at = `2026-11-${day}T03:07:00.000Z`
  const manifest = manifestOf({ key, startedAt: at, finishedAt: at, ...instead })
  const file = join(folder, `${key}.manifest.json`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, serializeManifest(manifest))
  return key
}

function chosen(wanted: Partial<Extract<Wanted, { kind: 'newest' }>> = {}): Promise<Manifest> {
  const parts = { store: folderStore(folder), signal: AbortSignal.timeout(10_000) }
  return chooseBackup({ ...LATEST, ...wanted }, parts)
}

async function write(name: string, text: string): Promise<void> {
  const file = join(folder, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function alter(key: string): Promise<void> {
  const file = join(folder, `${key}.manifest.json`)
  await writeFile(file, (await readFile(file, 'utf8')).replace('"rows": ', '"rows": 1'))
}

it('the latest is the newest, and never what a restore kept of its target', async () => {
  await stored('20')
  const newest = await stored('21')
  const kept = await stored('22', { class: 'pre-restore' })
  expect((await chosen()).key).toBe(newest)
  expect((await chosen({ backupClass: 'pre-restore' })).key).toBe(kept)
  expect((await chosen({ before: new Date('2026-11-21T00:00:00Z') })).key).not.toBe(newest)
})

it('nothing is guessed where several series are there', async () => {
  await stored('20')
  const other = await stored('21', { series: 'blog' })
  expect((await refusal(chosen())).code).toBe('backup-ambiguous')
  expect((await chosen({ series: 'blog' })).key).toBe(other)
})

it('a manifest that was altered does not make an older backup the latest', async () => {
  const older = await stored('20')
  const newest = await stored('21')
  await alter(newest)
  expect((await refusal(chosen())).code).toBe('manifest-unreadable')
  expect((await chosen({ before: new Date('2026-11-21T00:00:00Z') })).key).toBe(older)
  const parts = { store: folderStore(folder), signal: AbortSignal.timeout(10_000) }
  expect((await chooseBackup({ kind: 'key', key: older }, parts)).key).toBe(older)
  expect((await refusal(chooseBackup({ kind: 'key', key: newest }, parts))).code).toBe('manifest-unreadable')
})

describe('a backup that a wrong clock dated ahead', () => {
  const HOUR_MS = 3_600_000
  async function begunIn(hours: number, storedInHours: number): Promise<string> {
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 + hours * HOUR_MS)
    const key = objectKeys({
      ...{ series: 'shop', backupClass: 'daily', mode: 'full', format: 'custom', tables: [], startedAt: at },
      ...{ compressionSuffix: '', encryptionSuffix: '' },
    }).backup
    await stored('20', { key, startedAt: at.toISOString(), finishedAt: at.toISOString() })
    const modified = new Date(Date.now() + storedInHours * HOUR_MS)
    await utimes(join(folder, `${key}.manifest.json`), modified, modified)
    return key
  }

  it.each([
    ['of a time to come, by the clock of the store', 48, -1, 'and was stored before that'],
    ['of a time to come, written by the same clock', 48, 48, 'and it is only'],
    ['of a time that has come since', -1, -47, 'and was stored before that'],
  ])('%s is not the latest, which is refused, naming both', async (_, begun, storedIn, why) => {
    const right = await begunIn(-2, -2)
    const ahead = await begunIn(begun, storedIn)
    const { code, kind, message } = await refusal(chosen())
    expect({ code, kind }).toEqual({ code: 'backup-from-future', kind: 'refusal' })
    expect(message).toContain(`${ahead} is dated`)
    expect(message).toContain(why)
    expect(message).toContain(`in doubt is ${right}.`)
    const parts = { store: folderStore(folder), signal: AbortSignal.timeout(10_000) }
    expect((await chooseBackup({ kind: 'key', key: ahead }, parts)).key).toBe(ahead)
  })

  it('stops nobody once a newer one was made, nor does a clock that is a few minutes off', async () => {
    await begunIn(-3, -50)
    const newest = await begunIn(-2, -2.1)
    expect((await chosen()).key).toBe(newest)
    const slightly = await begunIn(0.1, 0)
    expect((await chosen()).key).toBe(slightly)
  })

  it('is named by verify as the latest that may not be one', async () => {
    const ahead = await begunIn(48, -1)
    const warnings: string[] = []
    const reporter = { ...silentReporter, warning: (line: string) => void warnings.push(line) }
    await verifyBackups(
      {
        range: {
          ...{ start: { kind: 'latest' }, series: undefined, backupClass: undefined },
          ...{ since: undefined, sample: undefined },
        },
        ...{ depth: 'quick', parallel: 1 },
      },
      {
        store: folderStore(folder),
        decryption: { open: () => undefined },
        ...{ journal: openLedger(), reporter, env: {}, stallTimeoutMs: 60_000 },
        ...{ now: () => new Date(), signal: AbortSignal.timeout(10_000) },
        provideClient: () => Promise.reject(new Error('none is needed')),
      },
    )
    expect(warnings).toEqual([expect.stringContaining(`${ahead} is taken for the latest of its series`)])
  })
})

describe('files of others that are called manifests', () => {
  it.each([
    'app',
    'some/other/app/package',
    'shop/2026/12/notes',
    'shop/2026/12/shop_backup_20261231_030700.dump',
  ])('%s.manifest.json is passed over, and named once', async name => {
    const newest = await stored('21')
    await write(`${name}.manifest.json`, '{"name": "x"}')
    const notices: string[] = []
    const reporter = { ...silentReporter, notice: (line: string) => void notices.push(line) }
    const parts = { store: folderStore(folder), signal: AbortSignal.timeout(10_000), reporter }
    expect((await chooseBackup(LATEST, parts)).key).toBe(newest)
    expect(notices).toEqual([
      `Passed over, since it is no manifest of this action: 1 file (${name}.manifest.json)`,
    ])
  })
})

describe('a manifest beside a dump that is no manifest any more', () => {
  it.each([
    ['', 'it is empty'],
    ['<html><body>503</body></html>', 'it is an HTML or XML page'],
    ['{"name": "x"}', 'it is JSON, but no manifest of this action'],
    ['nothing', 'it is not JSON'],
    ['cut', 'it is cut off, or was changed: it is not JSON'],
    ['changed', 'its own SHA-256 says that it was altered'],
  ])('%j hides no backup, and says what it is', async (text, why) => {
    await stored('20')
    const newest = await stored('21')
    await write(newest, 'a dump')
    const file = `${newest}.manifest.json`
    const whole = await readFile(join(folder, file), 'utf8')
    if (text === 'changed') await alter(newest)
    else await write(file, text === 'cut' ? whole.slice(0, whole.length / 2) : text)
    const { code, message } = await refusal(chosen())
    expect(code).toBe('manifest-unreadable')
    expect(message).toBe(`The manifest ${file} cannot be used: ${why}.`)
  })
})

it('one that is older than the latest hides nothing, and stops nobody', async () => {
  const older = await stored('20')
  const newest = await stored('21')
  await alter(older)
  expect((await chosen()).key).toBe(newest)
})
