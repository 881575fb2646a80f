import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientRepositoryFor, provideTestClient } from '../__tests__/support/client-for-tests.ts'
import { startPostgres } from '../__tests__/support/postgres-server.ts'
import type { BenchArguments } from './arguments.ts'
import type { Course } from './contenders/contender.ts'
import { SERVER_SETTINGS } from './database/load.ts'
import { startStore } from './s3/start-store.ts'

/** Starts the servers and makes the folders; disposing of it removes all of them. */
export async function layOut(
  { major, repository, s3 }: Pick<BenchArguments, 'major' | 'repository' | 's3'>,
  signal: AbortSignal,
): Promise<Course & AsyncDisposable> {
  await using made = new AsyncDisposableStack()
  const root = mkdtempSync(join(tmpdir(), 'pg-backup-bench-'))
  made.defer(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  chmodSync(root, 0o755)
  const scratch = join(root, 'scratch')
  const kept = join(root, 'kept')
  for (const folder of [scratch, kept]) mkdirSync(folder)
  const client = await provideTestClient(major)
  signal.throwIfAborted()
  const server = made.use(await startPostgres({ major, settings: SERVER_SETTINGS }))
  const store = made.use(await startStore(s3))
  signal.throwIfAborted()
  const course = {
    server,
    client,
    store,
    scratch,
    kept,
    repository,
    signal,
    toolCache: join(root, 'tools'),
    clientRepository: await clientRepositoryFor(major),
  }
  const all = made.move()
  return { ...course, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
