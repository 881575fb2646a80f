import { readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { clientParts, clientRepositoryFor } from '../__tests__/support/client-for-tests.ts'
import { availableMajors, cacheFolder, type Major } from '../__tests__/support/postgres-binaries.ts'
import { serverTemp } from '../__tests__/support/temp-folders.ts'
import { BackupError } from '../src/core/errors.ts'
import type { PostgresClient } from '../src/postgres/client/client.ts'
import { provideClient } from '../src/postgres/client/provide.ts'

/** The demo's database server and the client that goes with it. */
export interface Version {
  readonly major: Major
  /** For the restore at the end: PostgreSQL's own programs, as somebody without the action has them. */
  readonly client: PostgresClient
  /** The input `client-repository`, where the action needs it on this machine. */
  readonly repository: string | undefined
}

/** The first version, of those whose server is here, whose client can be had on this machine too. */
export async function chooseVersion(folder: string, signal: AbortSignal): Promise<Version> {
  const preferred: readonly Major[] = [17, 18, 16, 15, 14, 13]
  const available = availableMajors()
  const refusals: string[] = []
  await mkdir(join(folder, 'scratch'), { recursive: true })
  const parts = { ...(await clientParts(join(folder, 'client'), join(folder, 'scratch'))), signal }
  for (const major of preferred.filter(each => available.includes(each))) {
    const repository = await clientRepositoryFor(major)
    try {
      const wanted = repository === undefined ? { major } : { major, repository }
      const client = await provideClient(wanted, parts)
      // One that is installed here is found without.
      return { major, client, repository: isAbsolute(client.origin) ? undefined : repository }
    } catch (error) {
      if (!(error instanceof BackupError) || signal.aborted) throw error
      refusals.push(`${major}: ${error.message}`)
    }
  }
  const why = refusals.join('\n') || `no embedded PostgreSQL for ${process.platform}-${process.arch}`
  throw new Error(`The demo needs a PostgreSQL server and its client, and found no such pair.\n${why}`)
}

/** What starting servers leaves for the next time is the tests' to keep; where there was nothing, nothing is left. */
export function forgetServerCache(): () => Promise<void> {
  const before = readdirSync(serverTemp())
  return async () => {
    const cache = await cacheFolder()
    if (!before.includes(basename(cache))) await rm(cache, { recursive: true, force: true })
  }
}
