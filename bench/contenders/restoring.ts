import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { serverFolderForTests } from '../../__tests__/support/server-for-tests.ts'
import { compressionFor } from '../../src/postgres/compression.ts'
import { runProgram } from '../measure/program.ts'
import { identity } from './action.ts'
import { type Contender, type Course, libpq, type Outcome } from './contender.ts'
import { type ActionStep, runAction } from './run-action.ts'

/** Sessions of every contender that loads with several. */
const JOBS = String(availableParallelism())
/** Where everybody restores into; created again for each run. */
const TARGET = 'restored'

const referenceFile = ({ kept }: Course): string => join(kept, 'reference.dump')

/** Writes the file that the reference restores: compressed as the action's backup is, with every offset in it. */
export async function dumpReference(course: Course, database: string): Promise<void> {
  const { client, signal } = course
  const { argument } = compressionFor({ kind: 'auto' }, 'custom', client.major)
  const args = ['--format=custom', `--compress=${argument}`, `--file=${referenceFile(course)}`]
  await runProgram(client.program('pg_dump'), args, { env: libpq(course, database), signal })
}

async function emptyTarget({ server }: Course): Promise<void> {
  await server.sql('postgres', `DROP DATABASE IF EXISTS ${TARGET}`)
  await server.sql('postgres', `CREATE DATABASE ${TARGET} TEMPLATE template0`)
  // What the one before has left to be written is not for the next one to wait for.
  await server.sql('postgres', 'CHECKPOINT')
}

/** As fast as PostgreSQL's own program restores what is on this machine already, and looks at none of it afterwards. */
export const REFERENCE: Contender = {
  letter: 'r1',
  title: `the reference: \`pg_restore -j${JOBS}\` from a local file, unencrypted`,
  prepare: emptyTarget,
  run: async course => {
    const { client, signal } = course
    const args = [`--jobs=${JOBS}`, '--no-owner', '--no-acl', '--exit-on-error', `--dbname=${TARGET}`]
    const env = libpq(course, TARGET)
    await runProgram(client.program('pg_restore'), [...args, referenceFile(course)], { env, signal })
    return {}
  },
}

function restore(letter: string, title: string, jobs: string): Contender {
  return {
    letter,
    title,
    prepare: emptyTarget,
    run: course => {
      const inputs = { 'target-url': course.server.url(TARGET), sslmode: 'disable', jobs }
      return prove(course, { action: 'restore', with: inputs })
    },
  }
}

export const STREAMED = restore('r2', 'restore, streamed in one transaction', '1')
export const PARALLEL = restore('r3', `restore, \`jobs: ${JOBS}\`, through a file`, JOBS)

export const DRILL: Contender = {
  letter: 'r4',
  title: 'drill, on a server that it starts',
  run: async course => {
    const env = { PGBIN: await serverFolderForTests(course.server.major) }
    return prove(course, { action: 'drill', with: { record: 'false' }, env })
  },
}

/** Every one of these ends with the whole fingerprint compared, or it does not count. */
async function prove(course: Course, step: ActionStep): Promise<Outcome> {
  const inputs = { destination: course.kept, 'age-identity': identity, ...step.with }
  const { outputs, peakMemoryBytes } = await runAction(course, { ...step, with: inputs })
  if (outputs['outcome'] !== 'proven') throw new Error(`${step.action}: ${outputs['outcome']}`)
  const seconds = outputs['rto-seconds']
  return {
    ...(peakMemoryBytes !== undefined && { peakMemory: peakMemoryBytes }),
    ...(seconds !== undefined && { restoreSeconds: Number(seconds) }),
  }
}
