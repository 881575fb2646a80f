import type { Reporter } from '../../core/reporter.ts'
import type { Isolated } from './sandbox.ts'
import type { ServerSurroundings } from './server-places.ts'

/** What a server, and no matter what a backup makes it run, does not share with this step. */
export interface Isolation {
  readonly isolated: readonly Isolated[]
  /** Why not all of it; undefined where nothing more can be had. For people. */
  readonly why?: string
}

const ALL: readonly Isolated[] = ['account', 'processes', 'files', 'network']

export function isolationOf(how: ServerSurroundings): Isolation {
  if (how.kind === 'sandbox') return { isolated: how.sandbox.isolated }
  return { isolated: how.account ? ['account'] : [], why: how.why }
}

/** Says it once, and what is missing as a warning: of a user namespace nothing is, since nothing of the account can be reached. */
export function sayIsolation({ isolated, why }: Isolation, reporter: Reporter): void {
  if (isolated.length > 0) reporter.info(`Its own, and not this step's: ${isolated.join(', ')}`)
  if (why === undefined) return
  const shared = ALL.filter(each => !isolated.includes(each))
  reporter.warning(
    `The drill's server shares this with the step: ${shared.join(', ')}. No sandbox could be made (${why}); see docs/security.md`,
  )
}
