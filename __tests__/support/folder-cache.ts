import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ToolCache } from '../../src/postgres/client/tool-cache.ts'
import { comparePostgres } from '../../src/postgres/client/version.ts'

/** A tool cache in a folder of the tests' own; what is in it is whole, since it comes by a rename. */
export function folderCache(root: string): ToolCache {
  return {
    async find(tool, major) {
      const names = await readdir(root).catch(() => [])
      const version = (name: string): string => name.slice(tool.length + 1)
      return names
        .filter(each => each.startsWith(`${tool}-${major}.`))
        .toSorted((a, b) => comparePostgres(version(b), version(a)))
        .map(name => join(root, name))
    },
    async store(folder, tool, version) {
      await mkdir(root, { recursive: true })
      const staging = await mkdtemp(join(root, '.staging-'))
      const final = join(root, `${tool}-${version}`)
      await cp(folder, join(staging, 'tool'), { recursive: true })
      await rm(final, { recursive: true, force: true })
      await rename(join(staging, 'tool'), final)
      await rm(staging, { recursive: true, force: true })
      return final
    },
  }
}
