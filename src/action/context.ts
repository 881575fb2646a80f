import type { CleanupJournal } from '../core/cleanup-journal.ts'
import { httpDownload } from '../http/download.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { type ClientDeps, provideClient } from '../postgres/client/provide.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import { provideServer } from '../postgres/server/provide-server.ts'
import type { ProvidedServer } from '../postgres/server/server.ts'
import { toolkitCommands } from './commands.ts'
import type { ActionReporter } from './reporter.ts'
import type { Runner } from './runner.ts'
import { toolkitCache } from './tool-cache.ts'

/** What the entry has at hand before it knows what is wanted. */
export interface ActionContext {
  readonly controller: AbortController
  readonly journal: CleanupJournal
  readonly reporter: ActionReporter
  readonly runner: Runner
  /** A folder for this run's temporary files, removed by the entry. */
  readonly scratch: string
}

/** Finds or installs the client, from `repository` where one is given. */
export function clientProvider(
  repository: string | undefined,
  context: ActionContext,
): (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient> {
  return (wanted, signal) =>
    provideClient({ ...wanted, ...(repository !== undefined && { repository }) }, installing(context, signal))
}

/** The same for the server, with the extensions that it is to have. */
export function serverProvider(
  repository: string | undefined,
  context: ActionContext,
): (wanted: WantedVersion, extensions: readonly string[], signal: AbortSignal) => Promise<ProvidedServer> {
  return (wanted, extensions, signal) =>
    provideServer(
      { ...wanted, extensions, ...(repository !== undefined && { repository }) },
      installing(context, signal),
    )
}

function installing({ reporter, runner: { env }, scratch }: ActionContext, signal: AbortSignal): ClientDeps {
  return {
    cache: toolkitCache(),
    download: httpDownload(env),
    commands: toolkitCommands(),
    reporter,
    env,
    signal,
    scratch,
  }
}
