import { startPostgres } from '../__tests__/support/postgres-server.ts'
import type { BenchArguments } from './arguments.ts'
import { KEPT_BACKUP } from './contenders/action.ts'
import type { Course } from './contenders/contender.ts'
import { DRILL, dumpReference, PARALLEL, REFERENCE, STREAMED } from './contenders/restoring.ts'
import { TARGET_SETTINGS } from './database/load.ts'
import { race } from './race.ts'
import { disturbance, machineFacts } from './report/machine.ts'
import { list } from './report/markdown.ts'
import { restoreTable } from './report/restore-results.ts'
import { size, standings } from './report/results.ts'
import { say } from './report/say.ts'

/** Measures restores and drills of one backup of the large database. Returns what to publish. */
export async function measureRestores(source: Course, options: BenchArguments): Promise<string> {
  console.log('Backing up what is to be restored …')
  const { copyBytes, storedBytes } = await KEPT_BACKUP.run(source, 'large')
  await dumpReference(source, 'large')
  await using target = await startPostgres({ major: options.major, settings: TARGET_SETTINGS })
  const course = { ...source, server: target }
  const facts = machineFacts()
  const rules = { runs: options.runs, disturbance: options.disturbance, say }
  const laps = await race(course, 'large', [REFERENCE, STREAMED, PARALLEL, DRILL], rules)
  return [
    restoreTable(standings(laps)),
    list([
      `${size(copyBytes)} of COPY text, ${size(storedBytes)} stored, encrypted to an age key, in a folder of this machine`,
      `PostgreSQL ${options.major}, client ${course.client.version}, over TCP without TLS`,
      ...facts,
      disturbance(laps.map(({ usage }) => usage)),
    ]),
  ].join('\n\n')
}
