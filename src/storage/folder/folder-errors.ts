import { BackupError, defineError, type Explanation } from '../../core/errors.ts'
import { STORAGE_OBJECT_MISSING } from '../refusals.ts'

type Explain = (folder: string, path: string) => Explanation

const STORAGE_DISK_FULL = defineError({
  topic: 'storage',
  code: 'storage-disk-full',
  kind: 'environment',
  meaning: "The folder's disk or quota is full, or a file grew past what is allowed there.",
  fix: 'Free space there, or give another folder.',
})

const full: Explain = folder => ({
  ...STORAGE_DISK_FULL,
  message: `No space is left in ${folder}.`,
})

const STORAGE_FOLDER_DENIED = defineError({
  topic: 'storage',
  code: 'storage-folder-denied',
  kind: 'storage',
  meaning: 'The user of this process may not write to the folder.',
  fix: 'Give the user of this process write permission for the folder, or give another folder.',
})

const denied: Explain = (folder, path) => ({
  ...STORAGE_FOLDER_DENIED,
  message: `This user may not write to ${path === folder ? folder : `${path} in ${folder}`}.`,
})

const STORAGE_NOT_A_FOLDER = defineError({
  topic: 'storage',
  code: 'storage-not-a-folder',
  kind: 'input',
  meaning: 'The path of the folder leads to a file, or through one.',
  fix: 'Give the path of a folder; it is created where it is missing.',
})

const notAFolder: Explain = folder => ({
  ...STORAGE_NOT_A_FOLDER,
  message: `${folder}, or something above it, is not a folder.`,
})

const STORAGE_FOLDER_READ_ONLY = defineError({
  topic: 'storage',
  code: 'storage-folder-read-only',
  kind: 'storage',
  meaning: 'The folder is on a read-only file system.',
  fix: 'Give a folder that can be written to.',
})

const STORAGE_NAME_TOO_LONG = defineError({
  topic: 'storage',
  code: 'storage-name-too-long',
  kind: 'input',
  meaning: "A name is too long for the folder's file system.",
  fix: 'Give a shorter series or name.',
})

/** What each error of the file system means to somebody who gave a folder as destination. */
const BY_CODE: Readonly<Record<string, Explain>> = {
  ENOSPC: full,
  EDQUOT: folder => ({ ...full(folder, ''), message: `The disk quota is used up in ${folder}.` }),
  EFBIG: folder => ({ ...full(folder, ''), message: `A file in ${folder} grew past what is allowed there.` }),
  EACCES: denied,
  EPERM: denied,
  EROFS: folder => ({
    ...STORAGE_FOLDER_READ_ONLY,
    message: `${folder} is on a read-only file system.`,
  }),
  ENOTDIR: notAFolder,
  EEXIST: notAFolder,
  ELOOP: (folder, path) => ({
    ...notAFolder(folder, path),
    message: `${path} leads in a circle of symbolic links.`,
  }),
  ENAMETOOLONG: folder => ({
    ...STORAGE_NAME_TOO_LONG,
    message: `A name is too long for the file system of ${folder}.`,
  }),
  ENOENT: (_folder, path) => ({
    ...STORAGE_OBJECT_MISSING,
    message: `There is no ${path}.`,
    hint: 'Check the key, the folder and whether retention has removed it.',
  }),
}

const STORAGE_FOLDER_FAILED = defineError({
  topic: 'storage',
  code: 'storage-folder-failed',
  kind: 'environment',
  meaning: 'The file system of the folder failed with a code that has no row of its own.',
  fix: 'Look at the health of that disk or share, or give another folder.',
})

/** What no row is for: an I/O error, a network share that went away. */
function failed(code: string): Explain {
  return (folder, path) => ({
    ...STORAGE_FOLDER_FAILED,
    message: `The file system failed at ${path === folder ? folder : `${path} in ${folder}`} (${code}).`,
  })
}

/** The file system's own code of an error, e.g. `ENOSPC`. */
export function fileCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Turns an error of the file system into what a user can act on; others pass as they are. */
export function explainFolder(error: unknown, folder: string, path = folder): Error {
  if (error instanceof BackupError) return error
  const code = fileCode(error) ?? ''
  const explain = BY_CODE[code] ?? (/^E[A-Z0-9]{2,20}$/.test(code) ? failed(code) : undefined)
  if (explain) return new BackupError(explain(folder, path), error)
  return error instanceof Error ? error : new Error(String(error))
}
