import type { NoticeVerb } from '../../notify/notice.ts'
import { type Reading, readTable } from '../inputs/reading.ts'
import type { S3AccessValues } from '../inputs/rules/access-rules.ts'
import type { NotifyValues } from '../inputs/rules/notify-rules.ts'
import { storeInputs, storeInputsOf } from '../inputs/store-inputs.ts'
import { notifyInputs } from '../inputs/table/notify.ts'
import type { StoreInputs } from '../stores.ts'
import { type NoticeRun, noticeRun } from './compose.ts'
import { isDryRun } from './dedup-key.ts'
import { type NoticeSubject, subjectOf } from './failure-notice.ts'

/** What a step needs to notify others: read once, as far as it can be read, no matter what else is wrong with the inputs. */
export interface NotifyInputs {
  readonly on: NotifyValues['notify-on']
  /** Who is notified, and with which rights. */
  readonly reading: Reading<NotifyValues & S3AccessValues>
  /** Where the last outcome is kept; undefined without a destination. */
  readonly store: StoreInputs | undefined
  /** Whether the run is to change nothing, nor to keep its outcome. */
  readonly dryRun: boolean
  readonly run: NoticeRun
  readonly subject: NoticeSubject
}

const table = { ...notifyInputs, ...storeInputs }

/** Never throws. */
export function readNotifyInputs(verb: NoticeVerb, env: NodeJS.ProcessEnv): NotifyInputs {
  const reading = readTable(table, env)
  return {
    on: reading.value('notify-on'),
    reading,
    store: storeInputsOf(reading),
    dryRun: isDryRun(env),
    run: noticeRun(verb, env),
    subject: subjectOf(env),
  }
}
