import type { Verb as Steps } from './action/verb.ts'

/** The sub-actions of this bundle. Each is loaded only if it is the one that runs: reading all takes longer than most do. */
const VERBS = {
  backup: async () => (await import('./backup/action.ts')).BACKUP,
  check: async () => (await import('./check/action.ts')).CHECK,
  drill: async () => (await import('./drill/action.ts')).DRILL,
  fleet: async () => (await import('./fleet/fleet.ts')).FLEET,
  prune: async () => (await import('./prune/action.ts')).PRUNE,
  report: async () => (await import('./report/action.ts')).REPORT,
  restore: async () => (await import('./restore/action.ts')).RESTORE,
  verify: async () => (await import('./verify/action.ts')).VERIFY,
} satisfies Record<string, () => Promise<Steps>>

export type Verb = keyof typeof VERBS

/** Called by dist/<verb>.js. */
export async function runMain(verb: Verb): Promise<void> {
  const { main } = await VERBS[verb]()
  await main(process.env)
}

/** Called by dist/<verb>-post.js, after the job, in every outcome. */
export async function runPost(verb: Verb): Promise<void> {
  const { post } = await VERBS[verb]()
  await post(process.env)
  const { sendPendingNotice } = await import('./action/notify/send-pending.ts')
  await sendPendingNotice(verb, process.env)
}
