/**
 * `npm run demo`: a product's database, a bucket, and the action between them, run as GitHub's runner would run it.
 * Ends by itself, in every outcome, and leaves one folder to look at.
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Terminal } from './terminal.ts'
import { tour } from './tour.ts'

/** Nothing here takes so long; anyone who watches should not have to end it. */
const DEADLINE_MS = 110_000

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => interrupted.abort(new Error(`Stopped by ${name}.`)))
}
const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(DEADLINE_MS)])
const results = await mkdtemp(join(tmpdir(), 'pg-backup-demo-'))
const terminal = new Terminal(join(results, 'demo.log'))
try {
  await tour({ terminal, results, signal })
} catch (error) {
  process.exitCode = 1
  const cause = signal.aborted ? signal.reason : error
  terminal.bad(cause instanceof Error ? cause.message : String(cause))
}
terminal.title(`To look at: ${results}`)
// What a broken-off wait left open must not hold up the end.
process.exit()
