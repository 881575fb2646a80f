import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseBackup } from '../../../../src/catalog/choose-backup.ts'
import { folderStore } from '../../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../../src/storage/store.ts'
import { collect } from '../../../support/collect.ts'
import { runPrune } from '../../../support/run-prune.ts'
import { runReport } from '../../../support/run-report.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../../support/stored-backups.ts'

let root: string
let base: string
let store: ObjectStore
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'folder-links-'))
  base = join(root, 'backups')
  await mkdir(base)
  store = folderStore(base)
})
afterEach(() => rm(root, { recursive: true }))

const listed = async (prefix = ''): Promise<string[]> =>
  (await collect(store.list(prefix, SIGNAL))).map(({ key }) => key)

describe('a series’ folder that is a symbolic link', () => {
  it('to another disk is written, reported, chosen and pruned like any other', async () => {
    await mkdir(join(root, 'disk', 'shop'), { recursive: true })
    await symlink(join(root, 'disk', 'shop'), join(base, 'shop'))
    const keys = await storeBackups(store, { startedAt: daysAgo(400) }, { startedAt: daysAgo(1) })
    expect(await listed('shop/')).toEqual(expect.arrayContaining(keys))
    const report = await runReport(store)
    expect(report.series.map(({ series, backups }) => [series, backups.length])).toEqual([['shop', 2]])
    const wanted = { kind: 'newest', series: 'shop', backupClass: undefined, before: undefined } as const
    expect((await chooseBackup(wanted, { store, signal: SIGNAL })).key).toBe(keys[1])
    await runPrune(store)
    const left = await listed()
    expect(left).toContain(keys[1])
    expect(left).not.toContain(keys[0])
    expect(await readdir(join(base, 'shop'))).toHaveLength(1)
  })

  it('to another series is not written through, since it would be found under the other’s name', async () => {
    await storeBackups(store, { startedAt: daysAgo(1) })
    await symlink('shop', join(base, 'alias'))
    await expect(store.put('alias/2026/01/a.dump', Buffer.from('x'), SIGNAL)).rejects.toMatchObject({
      code: 'storage-folder-link',
      message: expect.stringContaining('alias'),
    })
    expect((await listed()).every(key => key.startsWith('shop/'))).toBe(true)
  })

  it('in a circle, above the destination, to itself, or to nothing ends no listing', async () => {
    await writeFile(join(base, 'a'), 'x')
    await mkdir(join(base, 'sub'))
    await symlink('..', join(base, 'sub', 'up'))
    await symlink(root, join(base, 'above'))
    await symlink('/', join(base, 'everything'))
    await symlink('self', join(base, 'self'))
    await symlink('nowhere', join(base, 'nothing'))
    await mkdir(join(root, 'disk'))
    await symlink('../backups', join(root, 'disk', 'back'))
    await symlink(join(root, 'disk'), join(base, 'disk'))
    await writeFile(join(root, 'disk', 'b'), 'x')
    expect(await listed()).toEqual(['a', 'disk/b'])
  })
})

describe('a folder that cannot be made', () => {
  it.each([
    ['/proc/nowhere', 'storage-folder-impossible'],
    ['/proc/self/x/y', 'storage-folder-impossible'],
    ['/sys/nowhere', 'storage-folder-denied'],
    ['/dev/null/x', 'storage-not-a-folder'],
    [`/tmp/${'n'.repeat(300)}`, 'storage-name-too-long'],
  ])('such as %s ends with why', async (path, code) => {
    await expect(folderStore(path).prepare(SIGNAL)).rejects.toMatchObject({ code })
    await expect(folderStore(path).put('a/b', Buffer.from('x'), SIGNAL)).rejects.toMatchObject({ code })
  })

  it.each(['file', 'dangling', 'circle'])(
    'since a %s is in its place, or above it, ends with why',
    async what => {
      await writeFile(join(base, 'file'), 'x')
      await symlink('missing', join(base, 'dangling'))
      await symlink('circle', join(base, 'circle'))
      for (const path of [join(base, what), join(base, what, 'below')])
        await expect(folderStore(path).prepare(SIGNAL)).rejects.toMatchObject({
          code: 'storage-not-a-folder',
        })
    },
  )
})
