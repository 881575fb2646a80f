import { runProgram } from '../measure/program.ts'
import { type Contender, libpq } from './contender.ts'

/** As fast as PostgreSQL gives the data away: no backup can be faster. */
export const LIMIT: Contender = {
  letter: 'a',
  title: 'the limit: `pg_dump -Fc -Z0 > /dev/null`',
  run: async (course, database) => {
    const { client, signal } = course
    await runProgram(client.program('pg_dump'), ['-Fc', '-Z0'], { env: libpq(course, database), signal })
    return {}
  },
}
