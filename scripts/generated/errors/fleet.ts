import type { DocumentedError } from './documented-error.ts'

/** src/backup/fleet. */
export const FLEET_ERRORS: readonly DocumentedError[] = [
  {
    code: 'fleet-no-url',
    kind: 'input',
    meaning:
      'The secret database-urls has no URL for this database: it is empty or no JSON object, the name is not in it, or what it has there is empty, no text, or has several lines.',
    fix: 'Store a JSON object as that secret, with the URL as a text of one line under the name that the entry gives as its secret.',
  },
  {
    code: 'fleet-failed',
    kind: 'environment',
    meaning:
      'Some databases have no new backup, or one that is unlike those before it. Notifications and the summary report it, with the code of each cause.',
    fix: 'Look at the job of one database for each cause, do what its log says, and run the failed jobs again.',
  },
  {
    code: 'fleet-job-failed',
    kind: 'environment',
    meaning: 'A job of the fleet did not succeed, and none of the results says why.',
    fix: 'Look at the jobs of the run: a machine may have been lost, or a step around the backup have failed.',
  },
  {
    code: 'fleet-results-lost',
    kind: 'environment',
    meaning:
      'Every database was backed up, as far as the jobs say, but their results could not be collected. A warning: the run stays green.',
    fix: 'Look at the log of the step that collects the results; the report of the destination says what was stored.',
  },
]
