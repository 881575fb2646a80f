import type { InputProblem } from '../problem.ts'

/** What says libpq where to connect to, each sufficient by itself. */
const SUFFICIENT = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE']

/**
 * Whether there is a database at all: an unset secret is an empty input.
 * @param input the one that names the database
 * @param secret what its secret may be called
 */
export function checkDatabaseGiven(
  url: string | undefined,
  env: NodeJS.ProcessEnv,
  input = 'database-url',
  secret = 'DATABASE_URL',
): InputProblem[] {
  if (url !== undefined || SUFFICIENT.some(name => env[name])) return []
  return [
    {
      input,
      message: `is empty, and so are PGHOST and PGSERVICE; write ${input}: \${{ secrets.${secret} }} and set the secret ${secret} for this repository, or for the environment that this very job names (pull requests from forks get no secrets, and a workflow that is called gets none of an environment)`,
    },
  ]
}
