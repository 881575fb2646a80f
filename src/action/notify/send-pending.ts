import { BackupError, defineError, messageOf } from '../../core/errors.ts'
import type { NoticeVerb } from '../../notify/notice.ts'
import { notifyInputs } from '../inputs/table/notify.ts'
import { s3AccessInputs } from '../inputs/table/storage.ts'
import { maskSecrets } from '../mask.ts'
import { actionReporter } from '../reporter.ts'
import { composeNotice } from './compose.ts'
import { failureNotice } from './failure-notice.ts'
import { sendNotice } from './notifier.ts'
import { readNotifyInputs } from './notify-inputs.ts'
import { openChannels } from './open-channels.ts'
import { readDue } from './pending-notice.ts'

/** Reporting must not hold up the job. Milliseconds. */
const LIMIT_MS = 60_000

/** In the post step: says what the main step could not, because it was killed or had no time left. Never rejects. */
export async function sendPendingNotice(verb: NoticeVerb, env: NodeJS.ProcessEnv): Promise<void> {
  const secrets: string[] = []
  const reporter = actionReporter(secrets, env)
  try {
    const due = readDue()
    if (!due) return
    secrets.push(...maskSecrets(env, { ...notifyInputs, ...s3AccessInputs }))
    const inputs = readNotifyInputs(verb, env)
    const content = due.content ?? failureNotice(verb, killed(), inputs.subject)
    const channels = openChannels(inputs.reading, env).filter(({ name }) => due.channels.includes(name))
    const notice = composeNotice(content, inputs.run, secrets)
    await sendNotice(notice, channels, { inputs, reporter }, AbortSignal.timeout(LIMIT_MS))
  } catch (error) {
    reporter.warning(`Nobody was notified: ${messageOf(error)} [bug]`)
  }
}

const RUN_KILLED = defineError({
  topic: 'notifications',
  code: 'run-killed',
  kind: 'environment',
  meaning:
    'The step ended without a word: it was killed, or crashed. Reported by notifications only, from the post step.',
  fix: "Look at the run's log; often the machine had too little memory, or a time limit was reached.",
})

function killed(): BackupError {
  return new BackupError({
    ...RUN_KILLED,
    message: 'The run ended before it could say how: it was killed, or crashed.',
  })
}
