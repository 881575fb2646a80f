import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { explainFolder } from '../../../../src/storage/folder/folder-errors.ts'
import { folderStore } from '../../../../src/storage/folder/folder-store.ts'

const signal = new AbortController().signal
const isRoot = process.getuid?.() === 0
/** `nobody` on Debian and most others. */
const NOBODY = 65534

describe('a folder that can’t be used', () => {
  let parent: string
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'folder-errors-'))
    await chmod(parent, 0o755)
  })
  afterEach(() => rm(parent, { recursive: true }))

  it('says that this user may not write there', async () => {
    const folder = join(parent, 'not mine')
    await mkdir(folder, { mode: 0o555 })
    // Permissions don't bind root: the test steps down for a moment.
    if (isRoot) process.seteuid?.(NOBODY)
    try {
      const denied = {
        kind: 'storage',
        code: 'storage-folder-denied',
        message: expect.stringContaining(folder),
      }
      await expect(folderStore(folder).prepare(signal)).rejects.toMatchObject(denied)
      await expect(folderStore(folder).begin('a/b.dump', signal)).rejects.toMatchObject(denied)
      await expect(folderStore(join(folder, 'below')).prepare(signal)).rejects.toMatchObject(denied)
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
  })

  it('says that a file stands where the folder should be', async () => {
    await writeFile(join(parent, 'file'), 'x')
    for (const path of ['file', 'file/below']) {
      await expect(folderStore(join(parent, path)).prepare(signal)).rejects.toMatchObject({
        kind: 'input',
        code: 'storage-not-a-folder',
      })
    }
  })

  it('says that the disk is full, and leaves nothing on it', async ctx => {
    const full = join(parent, 'small disk')
    await mkdir(full)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', full], { stdio: 'ignore' })
    } catch {
      console.log('not run: a full disk: this user may not mount a small one')
      return ctx.skip('may not mount')
    }
    try {
      const store = folderStore(full)
      const upload = await store.begin('deep/er/a.dump', signal)
      const source = Readable.from([randomBytes(600_000), randomBytes(600_000)])
      const told = { kind: 'environment', code: 'storage-disk-full', message: `No space is left in ${full}.` }
      await expect(pipeline(source, upload.sink)).rejects.toMatchObject(told)
      await upload.abort()
      expect(await readdir(full)).toEqual([])
      execFileSync('mount', ['-o', 'remount,ro', full])
      await expect(store.prepare(signal)).rejects.toMatchObject({ code: 'storage-folder-read-only' })
    } finally {
      execFileSync('umount', [full])
    }
  })

  it.each([
    ['ENOSPC', 'environment', 'storage-disk-full'],
    ['EDQUOT', 'environment', 'storage-disk-full'],
    ['EROFS', 'storage', 'storage-folder-read-only'],
    ['EPERM', 'storage', 'storage-folder-denied'],
    ['ENAMETOOLONG', 'input', 'storage-name-too-long'],
  ])('%s is an error of kind %s', (code, kind, ours) => {
    const error = Object.assign(new Error(code), { code })
    expect(explainFolder(error, '/backups')).toMatchObject({ kind, code: ours, cause: error })
  })
})

describe('folders that an upload makes', () => {
  let parent: string
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'folder-made-'))
  })
  afterEach(() => rm(parent, { recursive: true }))

  it('go with it when it is aborted, as far as nobody else uses them', async () => {
    const store = folderStore(join(parent, 'new', 'root'))
    const first = await store.begin('2026/11/a.dump', signal)
    await store.put('2026/b.json', Buffer.from('{}'), signal)
    await first.abort()
    expect(await readdir(join(parent, 'new', 'root', '2026'))).toEqual(['b.json'])
  })

  it('go with it when the run is cancelled and it is aborted in the same moment', async () => {
    const run = new AbortController()
    const upload = await folderStore(join(parent, 'new', 'root')).begin('2026/11/a.dump', run.signal)
    run.abort()
    await upload.abort()
    expect(await readdir(parent)).toEqual([])
  })

  it('go with a test of the folder that makes it', async () => {
    await folderStore(join(parent, 'new', 'root')).prepare(signal)
    expect(await readdir(parent)).toEqual([])
  })

  it('hold files that only their owner may read', async () => {
    const store = folderStore(parent)
    await store.put('a.dump', Buffer.from('x'), signal)
    const { mode } = await stat(join(parent, 'a.dump'))
    expect(mode & 0o777).toBe(0o600)
  })

  it('are never touched for a trace that names something else', async () => {
    await writeFile(join(parent, 'precious.partial'), 'x')
    const store = folderStore(join(parent, 'root'))
    await store.discard({ kind: 'partial-file', path: join(parent, 'precious.partial') }, signal)
    await store.discard(
      { kind: 'partial-file', path: join(parent, 'root', '..', 'precious.partial') },
      signal,
    )
    expect(await readdir(parent)).toEqual(['precious.partial'])
  })
})
