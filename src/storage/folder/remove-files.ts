import { unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BackupError } from '../../backup/errors.ts'
import { cancelled } from '../refusals.ts'
import type { Removal } from '../upkeep.ts'
import { explainFolder, fileCode } from './folder-errors.ts'
import { removeEmptyFolders } from './made-folders.ts'

/**
 * Removes files one after the other, and the folders between them and `base` that are left empty: uploads make them when
 * they need them.
 */
export async function* removeFiles(
  base: string,
  keys: Iterable<string> | AsyncIterable<string>,
  pathOf: (key: string) => string,
  signal: AbortSignal,
): AsyncGenerator<Removal> {
  for await (const key of keys) {
    if (signal.aborted) throw cancelled(signal)
    yield await removeFile(base, key, pathOf(key))
  }
}

async function removeFile(base: string, key: string, path: string): Promise<Removal> {
  try {
    await unlink(path)
  } catch (error) {
    const code = fileCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      const why = explainFolder(error, base, path)
      return { key, outcome: 'failed', why: isOfItsOwn(why) ? why : notRemoved(path, error) }
    }
  }
  const [topmost = '', ...below] = key.split('/')
  if (below.length > 0) await removeEmptyFolders(dirname(path), join(base, topmost))
  return { key, outcome: 'removed' }
}

/** Whether the file system's code has a row of its own. */
function isOfItsOwn(error: Error): error is BackupError {
  return error instanceof BackupError && error.code !== 'storage-folder-failed'
}

function notRemoved(path: string, cause: unknown): BackupError {
  return new BackupError(
    {
      kind: 'storage',
      code: 'storage-file-not-removed',
      message: `${path} could not be removed (${fileCode(cause) ?? 'no code'}).`,
      hint: 'Look at what lies there, and at the health of the file system.',
    },
    cause,
  )
}
