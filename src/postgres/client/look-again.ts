import { stat, utimes } from 'node:fs/promises'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long what is in the tool cache serves before a newer version is looked for. */
const LOOK_AGAIN_AFTER_MS = 30 * DAY_MS
/** How long after a look that reached no repository. */
const TRY_AGAIN_AFTER_MS = DAY_MS

/**
 * Whether a newer version of what is in a folder of the tool cache has to be looked for. The folder's time of change says
 * when that was last done. A cache that cannot be written is its owner's to renew. Of several jobs at once, one looks.
 */
export async function isDueForALook(folder: string): Promise<boolean> {
  const now = Date.now()
  const mtimeMs = await stat(folder).then(
    found => found.mtimeMs,
    () => now,
  )
  if (now - mtimeMs < LOOK_AGAIN_AFTER_MS) return false
  return setTime(folder, now - LOOK_AGAIN_AFTER_MS + TRY_AGAIN_AFTER_MS)
}

/** Notes that a repository was asked now. */
export async function lookAgain(folder: string): Promise<void> {
  await setTime(folder, Date.now())
}

async function setTime(folder: string, timeMs: number): Promise<boolean> {
  return utimes(folder, new Date(), new Date(timeMs)).then(
    () => true,
    () => false,
  )
}
