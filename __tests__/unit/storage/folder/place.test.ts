import { mkdtemp, readdir, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { folderStore } from '../../../../src/storage/folder/folder-store.ts'

vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, unlink: vi.fn(real.unlink) }
})

/** What a folder answers in which files can be made and not removed. */
const refusal = Object.assign(new Error('EPERM: operation not permitted, unlink'), { code: 'EPERM' })
const signal = new AbortController().signal

describe('a folder in which the partial file cannot be removed once it has its name', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folder-place-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is named as the cause, not a key that is taken, and nothing stays visible', async () => {
    const store = folderStore(folder)
    const upload = await store.begin('a.dump', signal)
    await new Promise<void>(resolve => upload.sink.end(Buffer.from('x'), resolve))
    vi.mocked(unlink).mockRejectedValueOnce(refusal)
    await expect(upload.complete()).rejects.toMatchObject({ code: 'storage-folder-denied' })
    await upload.abort()
    expect(await readdir(folder)).toEqual([])
  })
})
