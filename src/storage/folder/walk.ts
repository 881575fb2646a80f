import type { Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredObject } from '../store.ts'
import { fileCode } from './folder-errors.ts'
import { isWithin } from './made-folders.ts'
import { PARTIAL } from './partial-upload.ts'

/** Which files are meant, by their names. */
type Wanted = (name: string) => boolean

const isObject: Wanted = name => !name.endsWith(PARTIAL)

/**
 * Every file below `folder` whose key starts with `prefix`, in the order of keys as S3 has it: by bytes. A folder that is a
 * symbolic link to a place outside, such as another disk, is a folder like others; links within are passed over, and
 * nothing is written through them (`refuseLinkWithin`). Links to files are no objects.
 */
export async function* walk(folder: string, prefix: string, wanted = isObject): AsyncGenerator<StoredObject> {
  yield* walkBelow({ folder, parent: '', above: [folder] }, { prefix, wanted })
}

/** `above`: the real folders that the walk stands in, by any of which a link would lead in a circle. */
interface Place {
  readonly folder: string
  readonly parent: string
  readonly above: readonly string[]
}

async function* walkBelow(
  { above, folder, parent }: Place,
  meant: { readonly prefix: string; readonly wanted: Wanted },
): AsyncGenerator<StoredObject> {
  const { prefix, wanted } = meant
  for (const name of await namesIn(folder, wanted, above)) {
    const key = parent + name
    if (name.endsWith('/')) {
      const within = key.startsWith(prefix) || prefix.startsWith(key)
      const below = join(folder, name)
      if (within) yield* walkBelow({ folder: below, parent: key, above: await placesOf(below, above) }, meant)
    } else if (key.startsWith(prefix)) {
      const found = await statIfThere(join(folder, name))
      if (found) yield { key, bytes: found.size, modified: found.mtime }
    }
  }
}

/** Files may go while they are listed; anything else that is wrong with one is wrong with the listing. */
async function statIfThere(path: string): Promise<Stats | undefined> {
  return await stat(path).catch((error: unknown) => {
    if (fileCode(error) === 'ENOENT') return undefined
    throw error
  })
}

/** The same places for a folder below; a link leads to one more. */
async function placesOf(folder: string, above: readonly string[]): Promise<readonly string[]> {
  const real = await realpath(folder).catch(() => folder)
  return above.some(each => isWithin(real, each)) ? above : [...above, real]
}

/** Where a link leads to a folder outside of those that the walk stands in. */
async function leadsOutside(path: string, above: readonly string[]): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return false
  const real = await realpath(path)
  const places = await Promise.all(above.map(each => realpath(each).catch(() => each)))
  return !places.some(each => isWithin(real, each) || isWithin(each, real))
}

/** Files, and folders with a `/` at their end: so they sort where their contents' keys do. */
async function namesIn(folder: string, wanted: Wanted, above: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (fileCode(error) === 'ENOENT') return []
    throw error
  })
  const names: string[] = []
  for (const entry of entries) {
    const link = entry.isSymbolicLink() && (await leadsOutside(join(folder, entry.name), above))
    if (entry.isDirectory() || link) names.push(`${entry.name}/`)
    else if (entry.isFile() && wanted(entry.name)) names.push(entry.name)
  }
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}
