import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeDirectory } from '../../../../src/action/post/post.ts'
import { temporaryFolderName } from '../../../../src/postgres/server/temporary-folder.ts'

const NAME = temporaryFolderName(Buffer.from('pgtest'))

describe('the folders that the post step removes', () => {
  let temp: string
  beforeEach(async () => {
    temp = await mkdtemp(join(tmpdir(), 'pg-backup-action-remove-'))
  })
  afterEach(async () => {
    await rm(temp, { recursive: true, force: true })
    await rm(join(tmpdir(), NAME), { recursive: true, force: true })
  })

  it("are those in the runner's own, regardless of their names", async () => {
    await mkdir(join(temp, 'runner/some/thing'), { recursive: true })
    await removeDirectory(join(temp, 'runner/some'), join(temp, 'runner'))
    expect(await readdir(join(temp, 'runner'))).toEqual([])
  })

  it("are those of throwaway servers in the system's folder for temporary files", async () => {
    const folder = join(tmpdir(), NAME)
    await mkdir(join(folder, 'data'), { recursive: true })
    await removeDirectory(folder, join(temp, 'runner'))
    expect(await readdir(tmpdir())).not.toContain(NAME)
    await expect(removeDirectory(folder, join(temp, 'runner'))).resolves.toBeUndefined()
  })

  it('are no others', async () => {
    const runner = join(temp, 'runner')
    await mkdir(join(temp, NAME), { recursive: true })
    await mkdir(runner)
    await writeFile(join(temp, 'kept'), '')
    await symlink(temp, join(tmpdir(), NAME))
    const others = [
      runner,
      temp,
      tmpdir(),
      join(temp, NAME), // the name, but another place
      join(tmpdir(), 'pg-backup-server-mine'), // the place, but another name
      join(tmpdir(), NAME), // a link to somewhere else
      join(runner, '..', 'kept'),
      join(tmpdir(), NAME, '..', 'elsewhere'),
    ]
    for (const path of others) {
      await expect(removeDirectory(path, runner), path).rejects.toThrow('is not in')
    }
    expect((await readdir(temp)).toSorted()).toEqual(['kept', NAME, 'runner'].toSorted())
  })
})
