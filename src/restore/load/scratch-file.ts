import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { BackupError, type Explanation } from '../../core/errors.ts'

type Explain = (folder: string) => Explanation

const full: Explain = folder => ({
  kind: 'environment',
  code: 'scratch-disk-full',
  message: `No space is left in ${folder} (RUNNER_TEMP) for a file of the restore.`,
  hint: 'Free space there, use a larger runner, or set jobs to 1: the backup is then streamed, and needs none.',
})

const unusable: Explain = folder => ({
  kind: 'environment',
  code: 'scratch-unusable',
  message: `A file cannot be written in ${folder} (RUNNER_TEMP).`,
  hint: 'Check that it exists, and can be written to by this user.',
})

const BY_CODE: Readonly<Record<string, Explain>> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EACCES: unusable,
  EPERM: unusable,
  EROFS: unusable,
  ENOENT: unusable,
}

/** Turns an error of the file system, about the run's own folder, into what a user can act on; others pass as they are. */
export function explainScratch(error: unknown, folder: string): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const explain = 'code' in error ? BY_CODE[String(error.code)] : undefined
  return explain ? new BackupError(explain(folder), error) : error
}

export interface ScratchFile {
  readonly sink: Writable
  /** Settles when nothing is written any more, no matter what became of it; never rejects. */
  readonly closed: Promise<void>
}

/** A new file that only this user may read, with backpressure. */
export async function newScratchFile(path: string): Promise<ScratchFile> {
  const folder = dirname(path)
  let file: FileHandle
  try {
    file = await open(path, 'wx', 0o600)
  } catch (error) {
    throw explainScratch(error, folder)
  }
  const sink = new Writable({
    highWaterMark: 1024 * 1024,
    write: (chunk: Buffer, _encoding, done) =>
      void writeAll(file, chunk).then(
        () => done(),
        (error: unknown) => done(explainScratch(error, folder)),
      ),
    destroy: (error, done) =>
      void file.close().then(
        () => done(error),
        (closing: unknown) => done(error ?? explainScratch(closing, folder)),
      ),
  })
  const closed = new Promise<void>(resolve => sink.once('close', resolve))
  return { sink, closed }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, at)
    at += bytesWritten
  }
}
