import type { BigIntStats } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import { fileCode } from './folder-errors.ts'

/**
 * What distinguishes a file from another one under the same name: the number of its inode, which it keeps when a link gives the
 * partial file its final name. Where a file system changes it (FAT may), a file is nobody's, and is left alone.
 */
export function fileTag({ ino }: BigIntStats): string {
  return `inode ${ino}`
}

/** Removes a file if it carries the mark. Returns whether it did. */
export async function removeMarked(path: string, uploadTag: string): Promise<boolean> {
  try {
    if (fileTag(await stat(path, { bigint: true })) !== uploadTag) return false
    await unlink(path)
    return true
  } catch (error) {
    if (fileCode(error) === 'ENOENT' || fileCode(error) === 'ENOTDIR') return false
    throw error
  }
}
