import type { DocumentedError } from './documented-error.ts'

/** src/backup/retention, src/backup/prune and src/operations/prune*: what keeps a prune from removing anything. */
export const PRUNE_ERRORS: readonly DocumentedError[] = [
  {
    code: 'prune-clock-wrong',
    kind: 'refusal',
    meaning:
      "The clock of the machine and the store's are more than 15 minutes apart, so the age of no backup can be reported.",
    fix: 'Set the clock of the machine right, then prune again.',
  },
  {
    code: 'prune-backup-from-future',
    kind: 'refusal',
    meaning:
      'A backup is of a time to come by its name: a clock was or is wrong, and it would push others out of their places.',
    fix: 'Find out whose clock was wrong, then remove or rename what it named wrongly, and prune again.',
  },
  {
    code: 'policy-series-unknown',
    kind: 'refusal',
    meaning:
      'The policy has rules for a series that has no backup, and whose name is nearly that of one that has: the rules would do nothing, and the other series would be pruned by rules that were not meant for it.',
    fix: 'Correct the name in the policy, or write rules for both series.',
  },
  {
    code: 'prune-manifest-unreadable',
    kind: 'integrity',
    meaning:
      'A manifest that a verdict depends on was altered, or cannot be read: it is unknown what it describes, and what would be lost.',
    fix: 'Run verify, which names them all and says why. Bring the manifest back (a bucket with versions has the earlier one), or move the backup with all of its files elsewhere until you know what happened, and prune again. Do not remove a backup only because its manifest could not be read.',
  },
  {
    code: 'drill-record-unreadable',
    kind: 'integrity',
    meaning:
      'The record of a drill beside a backup is none, so whether the backup was proven to restore is not known.',
    fix: 'Find out who changed it, and remove it; a new drill writes a new one.',
  },
  {
    code: 'prune-too-many',
    kind: 'refusal',
    meaning:
      'More backups of a series would be removed at once than max-removals allows, as by a slip in the policy.',
    fix: 'Look at the plan with dry-run: true; where it is what you want, write max-removals: 100% for that run.',
  },
  {
    code: 'prune-archive-contended',
    kind: 'storage',
    meaning:
      'A copy in the archive is being made by another run, or was left there less than an hour ago by one that was killed; or it went away while this run was using it. Nothing was pruned.',
    fix: 'Give the jobs that archive to one destination one concurrency group. After a run that was killed, prune again in an hour: by then its copy is used as it is.',
  },
]
