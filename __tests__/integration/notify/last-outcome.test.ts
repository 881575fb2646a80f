import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { orphans } from '../../../src/catalog/catalog.ts'
import { readLastOutcome, rememberOutcome } from '../../../src/notify/last-outcome.ts'
import type { NoticeOutcome } from '../../../src/notify/notice.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore, StoredObject } from '../../../src/storage/store.ts'
import { collect } from '../../support/collect.ts'
import { noticeWith } from '../../support/notice-example.ts'

const never = new AbortController().signal
const A_YEAR_LATER = new Date(Date.now() + 366 * 86_400_000)
let folder = ''
let store: ObjectStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reported-'))
  store = folderStore(folder)
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true })
})

async function objects(): Promise<StoredObject[]> {
  return await collect(store.list('', never))
}

it('remembers the last reported outcome, by an object that is there as long as it is no success', async () => {
  const outcomes: NoticeOutcome[] = [
    'success',
    'failure',
    'failure',
    'warning',
    'failure',
    'success',
    'success',
  ]
  expect(await readLastOutcome(store, noticeWith(), never)).toBe('success')
  for (const outcome of outcomes) {
    await rememberOutcome(store, noticeWith({ outcome }), never)
    expect(await readLastOutcome(store, noticeWith(), never)).toBe(outcome)
    expect(await objects()).toHaveLength(outcome === 'success' ? 0 : 1)
  }
})

it('distinguishes verbs and topics', async () => {
  await rememberOutcome(store, noticeWith(), never)
  expect(await readLastOutcome(store, noticeWith({ verb: 'drill' }), never)).toBe('success')
  expect(await readLastOutcome(store, noticeWith({ dedupKey: 'f'.repeat(64) }), never)).toBe('success')
})

it('takes two marks, which a run leaves that was cut between them, for the worse, and leaves one', async () => {
  await rememberOutcome(store, noticeWith({ outcome: 'warning' }), never)
  const [warning] = await objects()
  const key = warning?.key.replace('warning', 'failure') ?? ''
  await store.put(key, Buffer.from('{}'), never)
  expect(await readLastOutcome(store, noticeWith(), never)).toBe('failure')
  await rememberOutcome(store, noticeWith({ outcome: 'warning' }), never)
  expect((await objects()).map(each => each.key)).toEqual([warning?.key])
})

it('leaves no orphan', async () => {
  await rememberOutcome(store, noticeWith(), never)
  const all = await objects()
  expect(all).toHaveLength(1)
  expect(orphans({ manifests: [], unreadable: [], objects: all }, A_YEAR_LATER)).toEqual([])
})
