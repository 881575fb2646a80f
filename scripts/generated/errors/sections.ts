import { PROGRAMS } from '../../../src/postgres/diagnosis/programs.ts'
import { DOCUMENTED_FAILURES } from '../../../src/postgres/diagnosis/table.ts'
import { ANOMALY_ERRORS } from './anomaly.ts'
import { CHECK_ERRORS } from './check.ts'
import { CLIENT_ERRORS } from './client.ts'
import { CONTENTS_ERRORS } from './contents.ts'
import type { DocumentedError } from './documented-error.ts'
import { DRILL_ERRORS } from './drill.ts'
import { DUMP_ERRORS } from './dump.ts'
import { ENCRYPTION_ERRORS } from './encryption.ts'
import { BUG, CANCELLED, RESULTS } from './ending.ts'
import { FLEET_ERRORS } from './fleet.ts'
import { GATE_ERRORS } from './gate.ts'
import { INPUT_ERRORS } from './inputs.ts'
import { LOADING_ERRORS } from './loading.ts'
import { NOTIFY_ERRORS } from './notify.ts'
import { PRUNE_ERRORS } from './prune.ts'
import { REPORT_ERRORS } from './report.ts'
import { RESTORE_ERRORS } from './restore.ts'
import { RESTORED_ERRORS } from './restored.ts'
import { ROLE_ERRORS } from './role.ts'
import { SERVER_ERRORS } from './server.ts'
import { STORAGE_ERRORS } from './storage.ts'
import { STORED_ERRORS } from './stored.ts'
import { TARGET_ERRORS } from './target.ts'

export interface Section {
  readonly title: string
  readonly about: string
  readonly errors: readonly DocumentedError[]
}

const ofPrograms = new Set(PROGRAMS.map(({ code }) => code))
const aboutArchive = (code: string): boolean => /^(archive|output)-/.test(code)
const programs = DOCUMENTED_FAILURES.filter(({ code }) => ofPrograms.has(code))

/** docs/errors.md, in the order in which a backup may meet them. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Inputs',
    about: 'Reported before anything is done, all at once.',
    errors: INPUT_ERRORS,
  },
  {
    title: "The machine and PostgreSQL's client",
    about: "How the client programs of the server's version get onto the runner, and how they fare there.",
    errors: [...CLIENT_ERRORS, ...programs.filter(({ code }) => !aboutArchive(code))],
  },
  {
    title: 'Database',
    about: 'Reaching the server, signing in, reading.',
    errors: [...DOCUMENTED_FAILURES.filter(({ code }) => !ofPrograms.has(code)), ...GATE_ERRORS],
  },
  {
    title: 'The dump and its proof',
    about: 'The dump is not what a backup must be. Do not trust what a code of kind integrity is about.',
    errors: [...programs.filter(({ code }) => aboutArchive(code)), ...DUMP_ERRORS],
  },
  {
    title: 'Compared with earlier backups',
    about:
      'Reported after the backup is proven and stored: the only codes with which a backup fails and is there all the same.',
    errors: ANOMALY_ERRORS,
  },
  {
    title: 'Stored backups',
    about: 'Reading them again. What a code of kind integrity is about must not be trusted.',
    errors: [...STORED_ERRORS, ...CONTENTS_ERRORS],
  },
  {
    title: 'Restoring',
    about: 'Reported before anything is changed, all that is found at once.',
    errors: [...RESTORE_ERRORS, ...RESTORED_ERRORS],
  },
  {
    title: 'Loading a backup',
    about:
      'Getting a backup into a server: what it trips over there. With single-transaction nothing is changed, except the two codes that say otherwise.',
    errors: LOADING_ERRORS,
  },
  {
    title: 'The database that is restored into',
    about: 'What is done to it beside loading the data.',
    errors: TARGET_ERRORS,
  },
  {
    title: 'Drills',
    about:
      'What a drill found out about a backup, and what kept it from finding out anything, which leaves no record.',
    errors: DRILL_ERRORS,
  },
  {
    title: 'The throwaway server',
    about: 'The PostgreSQL that a drill starts for itself: finding it, installing it, running it.',
    errors: SERVER_ERRORS,
  },
  {
    title: 'Pruning',
    about: 'Reported before anything is removed.',
    errors: PRUNE_ERRORS,
  },
  {
    title: 'Reports',
    about: 'What fails a report, after it was written where it can be.',
    errors: REPORT_ERRORS,
  },
  {
    title: 'Checks',
    about: 'What only check says; the other codes that it may give are those that a backup would.',
    errors: CHECK_ERRORS,
  },
  {
    title: 'Many databases',
    about: 'What only fleet says, of databases that are backed up in a job each.',
    errors: FLEET_ERRORS,
  },
  {
    title: 'Encryption',
    about: 'Sealing the dump with age or gpg, and opening it again.',
    errors: ENCRYPTION_ERRORS,
  },
  {
    title: 'Storage',
    about: 'The bucket or folder that the backup goes to.',
    errors: [...STORAGE_ERRORS, ...ROLE_ERRORS],
  },
  {
    title: 'Notifications',
    about:
      'Each is a warning, and never fails a run: somebody was not notified. The code run-killed is what receivers get when the step cannot speak for itself.',
    errors: NOTIFY_ERRORS,
  },
  {
    title: 'The results of a step',
    about: 'The work is done, and the job does not get its results.',
    errors: RESULTS,
  },
  { title: 'Ended early', about: 'The run was stopped from outside.', errors: CANCELLED },
  { title: 'A bug of this action', about: 'You cannot fix this, and should not have to.', errors: BUG },
]
