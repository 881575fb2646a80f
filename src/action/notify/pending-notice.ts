import { getState, saveState } from '@actions/core'
import { z } from 'zod'
import { NOTICE_OUTCOMES, type NoticeContent } from '../../notify/notice.ts'
import { isFileFailure } from '../runner-files.ts'

/** The build's post stub looks at it, as at the leftovers: empty where nothing is due. */
const STATE = 'notice'

const text = z.string()
const due = z.object({
  channels: z.array(text),
  content: z
    .object({
      outcome: z.enum(NOTICE_OUTCOMES),
      title: text,
      facts: z.array(z.object({ label: text, value: text })),
      problem: z.object({ code: text, message: text, hint: text }).optional(),
    })
    .optional(),
})

/** What is still to be reported, and by which channels. */
export interface DueNotice {
  readonly channels: readonly string[]
  /** Undefined as long as the outcome is not known. Without secrets. */
  readonly content: NoticeContent | undefined
}

/** Kept in the step's state, which the post step is given even where this process was killed. */
export function savePending(notice: DueNotice | undefined): void {
  try {
    saveState(STATE, notice === undefined || notice.channels.length === 0 ? '' : JSON.stringify(notice))
  } catch (error) {
    // A full disk: only a step that is killed needs what is kept here.
    if (!isFileFailure(error)) throw error
  }
}

export function readDue(): DueNotice | undefined {
  const state = getState(STATE)
  if (state === '') return undefined
  const { channels, content } = due.parse(JSON.parse(state))
  return { channels, content: content && { ...content, problem: content.problem } }
}
