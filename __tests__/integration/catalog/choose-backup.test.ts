import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Wanted } from '../../../src/catalog/choose.ts'
import { chooseBackup } from '../../../src/catalog/choose-backup.ts'
import { type Manifest, serializeManifest } from '../../../src/catalog/manifest.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { refusal } from '../../support/ask-server.ts'
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
  const key = `${series}/${part}/${series}_backup_202611${day}_030700.dump`
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

it('one that is older than the latest hides nothing, and stops nobody', async () => {
  const older = await stored('20')
  const newest = await stored('21')
  await alter(older)
  expect((await chosen()).key).toBe(newest)
})
