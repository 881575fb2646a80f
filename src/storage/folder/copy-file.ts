import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { cancelled, noSuchObject, notWhatWasSent } from '../refusals.ts'
import type { PendingUpload, StoredObject } from '../store.ts'
import { explainFolder, fileCode } from './folder-errors.ts'

/** Copies a file into an upload, which nobody sees before it is whole; the checksum is that of what was read. */
export async function copyFile(
  path: string,
  begin: () => Promise<PendingUpload>,
  announce: (mark: string) => void,
  signal: AbortSignal,
): Promise<StoredObject> {
  const file = await open(path).catch((error: unknown) => {
    throw fileCode(error) === 'ENOENT' ? noSuchObject(path, error) : explainFolder(error, path)
  })
  try {
    const { size } = await file.stat()
    const upload = await begin()
    announce(upload.mark)
    try {
      const source = file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })
      await pipeline(source, upload.sink)
      const read = source.bytesRead
      if (read !== size) throw notWhatWasSent(path, 'size', `${size} bytes`, `${read} bytes`)
      return await upload.complete()
    } catch (error) {
      await upload.abort()
      throw signal.aborted ? cancelled(signal) : error
    }
  } finally {
    await file.close()
  }
}
