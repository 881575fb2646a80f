import { BackupError, type Explanation } from '../../core/errors.ts'

type Explain = (folder: string, path: string) => Explanation

const full: Explain = folder => ({
  kind: 'environment',
  code: 'storage-disk-full',
  message: `No space is left in ${folder}.`,
  hint: 'Free space there, or give another folder.',
})

const denied: Explain = (folder, path) => ({
  kind: 'storage',
  code: 'storage-folder-denied',
  message: `This user may not write to ${path === folder ? folder : `${path} in ${folder}`}.`,
  hint: 'Give the user of this process write permission for the folder, or give another folder.',
})

const notAFolder: Explain = folder => ({
  kind: 'input',
  code: 'storage-not-a-folder',
  message: `${folder}, or something above it, is not a folder.`,
  hint: 'Give the path of a folder; it is created where it is missing.',
})

/** What each error of the file system means to somebody who gave a folder as destination. */
const BY_CODE: Readonly<Record<string, Explain>> = {
  ENOSPC: full,
  EDQUOT: folder => ({ ...full(folder, ''), message: `The disk quota is used up in ${folder}.` }),
  EFBIG: folder => ({ ...full(folder, ''), message: `A file in ${folder} grew past what is allowed there.` }),
  EACCES: denied,
  EPERM: denied,
  EROFS: folder => ({
    kind: 'storage',
    code: 'storage-folder-read-only',
    message: `${folder} is on a read-only file system.`,
    hint: 'Give a folder that can be written to.',
  }),
  ENOTDIR: notAFolder,
  EEXIST: notAFolder,
  ELOOP: (folder, path) => ({
    ...notAFolder(folder, path),
    message: `${path} leads in a circle of symbolic links.`,
  }),
  ENAMETOOLONG: folder => ({
    kind: 'input',
    code: 'storage-name-too-long',
    message: `A name is too long for the file system of ${folder}.`,
    hint: 'Give a shorter series or name.',
  }),
  ENOENT: (_folder, path) => ({
    kind: 'storage',
    code: 'storage-object-missing',
    message: `There is no ${path}.`,
    hint: 'Check the key, the folder and whether retention has removed it.',
  }),
}

/** What no row is for: an I/O error, a network share that went away. */
function failed(code: string): Explain {
  return (folder, path) => ({
    kind: 'environment',
    code: 'storage-folder-failed',
    message: `The file system failed at ${path === folder ? folder : `${path} in ${folder}`} (${code}).`,
    hint: 'Look at the health of that disk or share, or give another folder.',
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
