import type { Ledger } from '../backup/ledger.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { provideClient } from '../postgres/client/provide.ts'
import { toolkitCommands } from './commands.ts'
import { httpDownload } from './download.ts'
import type { ActionReporter } from './reporter.ts'
import type { Runner } from './runner.ts'
import { toolkitCache } from './tool-cache.ts'

/** What the entry has at hand before it knows what is wanted. */
export interface Wiring {
  readonly controller: AbortController
  readonly ledger: Ledger
  /** Has secrets blotted out that were found after the start. */
  readonly mask: (secrets: readonly string[]) => void
  readonly reporter: ActionReporter
  readonly runner: Runner
  /** A folder for this run's temporary files, removed by the entry. */
  readonly scratch: string
}

/** Finds or installs the client, from `repository` where one is given. */
export function clientProvider(
  repository: string | undefined,
  { reporter, runner: { env }, scratch }: Wiring,
): (major: number, signal: AbortSignal) => Promise<PostgresClient> {
  return (major, signal) =>
    provideClient(repository === undefined ? { major } : { major, repository }, {
      cache: toolkitCache(),
      download: httpDownload(env),
      commands: toolkitCommands(),
      reporter,
      env,
      signal,
      scratch,
    })
}
