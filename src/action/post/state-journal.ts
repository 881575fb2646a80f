import { getState, saveState } from '@actions/core'
import { z } from 'zod'
import type { CleanupJournal, CleanupTask } from '../../core/cleanup-journal.ts'
import { stateNotKept } from '../runner-files.ts'

const STATE = 'leftovers'

const store = z.enum(['destination', 'local-copy'])
const trace = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('multipart'),
    bucket: z.string(),
    key: z.string(),
    uploadId: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('partial-file'), path: z.string(), madeFolder: z.string().exactOptional() }),
])
const tasks: z.ZodType<CleanupTask[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('upload'), store, trace }),
    z.object({
      kind: z.literal('object'),
      store,
      key: z.string(),
      uploadTag: z.string(),
      manifest: z.string(),
      receipt: z
        .object({ etag: z.string().exactOptional(), versionId: z.string().exactOptional() })
        .exactOptional(),
    }),
    z.object({ kind: z.literal('process'), pid: z.int(), program: z.string() }),
    z.object({ kind: z.literal('directory'), path: z.string() }),
    z.object({ kind: z.literal('server'), folder: z.string() }),
    z.object({ kind: z.literal('scratch-database'), name: z.string() }),
  ]),
)

/**
 * Keeps the ledger in the step's state, which the runner hands to the post step even when this process was killed. Recording
 * fails with `scratch-disk-full` or `scratch-unusable`: what could not be cleaned up must not be begun.
 */
export function stateJournal(): CleanupJournal {
  const open = new Set<CleanupTask>()
  const save = (): void => saveState(STATE, JSON.stringify([...open]))
  return {
    record(task) {
      open.add(task)
      try {
        save()
      } catch (error) {
        open.delete(task)
        throw stateNotKept(error)
      }
      return () => {
        if (!open.delete(task)) return
        try {
          save()
        } catch {
          // The post step finds nothing to do for what is gone already.
        }
      }
    },
  }
}

/** What the main step left behind; empty after a run that ended by itself. */
export function readCleanupTasks(): CleanupTask[] {
  const state = getState(STATE)
  return state === '' ? [] : tasks.parse(JSON.parse(state))
}
