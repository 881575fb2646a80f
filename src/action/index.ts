import { backupMain } from './backup.ts'
import { checkMain } from './check.ts'
import { drillMain } from './drill.ts'
import { fleetMain } from './fleet/fleet.ts'
import { tellUntold } from './notify/tell-untold.ts'
import { postBackup, postCheck, postDrill, postPrune, postReading, postRestore } from './post.ts'
import { pruneMain } from './prune.ts'
import { reportMain } from './report.ts'
import { restoreMain } from './restore.ts'
import { verifyMain } from './verify.ts'

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
  await tellUntold(verb, process.env)
}
