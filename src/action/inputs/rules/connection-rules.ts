import type { InputProblem } from '../problem.ts'
import type { BackupReading } from './rule.ts'

/** What tells libpq where to connect to, each sufficient by itself. */
const SUFFICIENT = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE']

/** Whether there is a database at all: an unset secret is an empty input. */
export function checkDatabaseGiven(reading: BackupReading, env: NodeJS.ProcessEnv): InputProblem[] {
  if (reading.value('database-url') !== undefined || SUFFICIENT.some(name => env[name])) return []
  return [
    {
      input: 'database-url',
      message:
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, to be written as it is.
        'is empty, and so are PGHOST and PGSERVICE; write database-url: ${{ secrets.DATABASE_URL }} and set the secret DATABASE_URL for this repository or environment (pull requests from forks get no secrets)',
    },
  ]
}
