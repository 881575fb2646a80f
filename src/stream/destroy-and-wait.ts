import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** Ends a stream before its time; resolves when it is closed, for a stage with a program: when that is gone. */
export async function destroyAndWait(stage: Readable): Promise<void> {
  const closed = stage.closed ? undefined : once(stage, 'close')
  stage.destroy()
  await closed?.catch(() => {})
}
