import { sendPendingNotice } from './action/notify/send-pending.ts'
import { postReading } from './action/post/post.ts'
import { backupMain, postBackup } from './backup/action.ts'
import { checkMain, postCheck } from './check/action.ts'
import { drillMain, postDrill } from './drill/action.ts'
import { fleetMain } from './fleet/fleet.ts'
import { postPrune, pruneMain } from './prune/action.ts'
import { reportMain } from './report/action.ts'
import { postRestore, restoreMain } from './restore/action.ts'
import { verifyMain } from './verify/action.ts'

/** The sub-actions of this bundle: what each does in its main and in its post step. */
const VERBS = {
  backup: { main: backupMain, post: postBackup },
  check: { main: checkMain, post: postCheck },
  drill: { main: drillMain, post: postDrill },
  fleet: { main: fleetMain, post: postReading },
  prune: { main: pruneMain, post: postPrune },
  report: { main: reportMain, post: postReading },
  restore: { main: restoreMain, post: postRestore },
  verify: { main: verifyMain, post: postReading },
}

export type Verb = keyof typeof VERBS

/** Called by dist/<verb>.js. */
export async function runMain(verb: Verb): Promise<void> {
  await VERBS[verb].main(process.env)
}

/** Called by dist/<verb>-post.js, after the job, in every outcome. */
export async function runPost(verb: Verb): Promise<void> {
  await VERBS[verb].post(process.env)
  await sendPendingNotice(verb, process.env)
}
