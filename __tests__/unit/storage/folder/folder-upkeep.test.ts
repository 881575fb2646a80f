import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderStore } from '../../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../../src/storage/store.ts'
import { collect } from '../../../support/collect.ts'

const signal = new AbortController().signal

describe('the upkeep of a folder', () => {
  let root: string
  let store: ObjectStore
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'folder-upkeep-'))
    store = folderStore(root)
  })
  afterEach(() => rm(root, { recursive: true, force: true }))
  const seed = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await mkdir(dirname(join(root, key)), { recursive: true })
      await writeFile(join(root, key), 'x')
    }
  }
  const remove = (...keys: string[]) => collect(store.removeMany(keys, signal))

  it('takes along the folders that a removal leaves empty, up to its own', async () => {
    await seed('app/2026/01/a', 'app/2026/02/b', 'top')
    await remove('app/2026/01/a')
    expect(existsSync(join(root, 'app/2026/01'))).toBe(false)
    expect(existsSync(join(root, 'app/2026/02/b'))).toBe(true)
    await remove('app/2026/02/b', 'top')
    expect(existsSync(join(root, 'app'))).toBe(false)
    expect(existsSync(root)).toBe(true)
  })

  it('leaves folders in which anything else is', async () => {
    await seed('app/2026/a', 'app/notes.txt.0123456789ab.partial')
    await remove('app/2026/a')
    expect(existsSync(join(root, 'app/2026'))).toBe(false)
    expect(existsSync(join(root, 'app/notes.txt.0123456789ab.partial'))).toBe(true)
  })

  it('says what it could not remove and why, and goes on', async () => {
    await seed('a/b/c', 'd')
    expect(await remove('a/b', 'd')).toMatchObject([
      {
        key: 'a/b',
        outcome: 'failed',
        why: { kind: 'storage', message: expect.stringContaining(join(root, 'a/b')) },
      },
      { key: 'd', outcome: 'removed' },
    ])
    expect(existsSync(join(root, 'a/b/c'))).toBe(true)
  })

  it('makes a folder again that was removed under an upload that was about to begin', async () => {
    for (let round = 0; round < 100; round++) {
      await seed(`app/${round}/last`)
      const [upload] = await Promise.all([
        store.begin(`app/${round}/new`, signal),
        remove(`app/${round}/last`),
      ])
      await pipeline([Buffer.from('x')], upload.sink)
      await upload.complete()
      await remove(`app/${round}/new`)
    }
    expect(await collect(store.list('', signal))).toEqual([])
  })

  it('takes for an unfinished upload only what an upload of its own is called', async () => {
    const partial = 'app/x.dump.0123456789ab.partial'
    await seed(partial, 'app/film.mkv.partial', 'app/.0123456789ab.partial')
    const long = new Date('2026-01-02T03:04:05Z')
    await utimes(join(root, partial), long, long)
    const found = await collect(store.unfinished('', signal))
    expect(found).toEqual([
      { key: 'app/x.dump', begun: long, trace: { kind: 'partial-file', path: join(root, partial) } },
    ])
    expect(await collect(store.unfinished('other', signal))).toEqual([])
    for (const { trace } of found) await store.discard(trace, signal)
    expect(existsSync(join(root, partial))).toBe(false)
    expect(existsSync(join(root, 'app/film.mkv.partial'))).toBe(true)
  })

  it('leaves nothing of a copy that is stopped in the middle', async () => {
    await writeFile(join(root, 'large'), Buffer.alloc(64 * 1024 ** 2))
    const run = new AbortController()
    const copying = store.copy('large', 'b/copy', { announce: () => run.abort() }, run.signal)
    await expect(copying).rejects.toMatchObject({ kind: 'cancelled' })
    expect(await collect(store.unfinished('', signal))).toEqual([])
    expect(existsSync(join(root, 'b'))).toBe(false)
  })
})
