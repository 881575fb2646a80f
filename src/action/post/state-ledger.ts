import { getState, saveState } from '@actions/core'
import { z } from 'zod'
import type { Ledger, Leftover } from '../../core/ledger.ts'
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
const leftovers: z.ZodType<Leftover[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('upload'), store, trace }),
    z.object({
      kind: z.literal('object'),
      store,
      key: z.string(),
      mark: z.string(),
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
export function stateLedger(): Ledger {
  const open = new Set<Leftover>()
  const save = (): void => saveState(STATE, JSON.stringify([...open]))
  return {
    record(leftover) {
      open.add(leftover)
      try {
        save()
      } catch (error) {
        open.delete(leftover)
        throw stateNotKept(error)
      }
      return () => {
        if (!open.delete(leftover)) return
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
export function readLeftovers(): Leftover[] {
  const state = getState(STATE)
  return state === '' ? [] : leftovers.parse(JSON.parse(state))
}
