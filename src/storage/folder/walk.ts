import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredObject } from '../store.ts'
import { fileCode } from './folder-errors.ts'
import { PARTIAL } from './partial-upload.ts'

/** Which files are meant, by their names. */
type Wanted = (name: string) => boolean

const isObject: Wanted = name => !name.endsWith(PARTIAL)

/** Every file below `folder` whose key starts with `prefix`, in the order of keys as S3 has it: by bytes. */
export async function* walk(
  folder: string,
  prefix: string,
  wanted = isObject,
  parent = '',
): AsyncGenerator<StoredObject> {
  for (const name of await namesIn(folder, wanted)) {
    const key = parent + name
    if (name.endsWith('/')) {
      const within = key.startsWith(prefix) || prefix.startsWith(key)
      if (within) yield* walk(join(folder, name), prefix, wanted, key)
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

/** Files, and folders with a `/` at their end: so they sort where their contents' keys do. Links are not followed. */
async function namesIn(folder: string, wanted: Wanted): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (fileCode(error) === 'ENOENT') return []
    throw error
  })
  const names = entries.flatMap(entry => {
    if (entry.isDirectory()) return [`${entry.name}/`]
    return entry.isFile() && wanted(entry.name) ? [entry.name] : []
  })
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}
