import type { DocumentedError } from './documented-error.ts'

export const CANCELLED: readonly DocumentedError[] = [
  {
    code: 'stream-broken',
    kind: 'environment',
    meaning: 'A program or a connection of the step ended early, the others lost it, and none said why.',
    fix: 'Run it again. If it happens twice, look in the log of the machine for killed processes (memory), and report it.',
  },
  {
    code: 'program-stalled',
    kind: 'environment',
    meaning:
      'gpg or pg_restore stood still for stall-timeout: it took no byte although some were waiting for it, wrote none, and used no processor time.',
    fix: 'Find out what stopped it on the machine (memory, a debugger, an administrator), and run it again. If it is only slow, raise stall-timeout.',
  },
  {
    code: 'cancelled',
    kind: 'cancelled',
    meaning:
      'The run was stopped by a signal: somebody cancelled it, or a time limit or a newer run did. What it had begun was taken back.',
    fix: 'Run it again when it may run to its end; check timeout-minutes and concurrency of the workflow.',
  },
]

export const RESULTS: readonly DocumentedError[] = [
  {
    code: 'results-not-written',
    kind: 'environment',
    meaning:
      'What the step was to do is done, such as the backup that is stored, and its outputs or its summary could not be written.',
    fix: 'Free space on the disk of RUNNER_TEMP. Steps that need the outputs must not run on without them.',
  },
]

export const BUG: readonly DocumentedError[] = [
  {
    code: 'bug',
    kind: 'bug',
    meaning: 'Anything that nobody foresaw: a mistake of this action, not of your workflow.',
    fix: "Report it in the action's repository with the stack trace of the log, which holds no secrets.",
  },
]
