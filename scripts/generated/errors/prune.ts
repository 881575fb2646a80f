import type { DocumentedError } from './documented-error.ts'

/** src/backup/retention: what keeps a prune from removing anything. */
export const PRUNE_ERRORS: readonly DocumentedError[] = [
  {
    code: 'prune-clock-wrong',
    kind: 'refusal',
    meaning:
      "The clock of the machine and the store's are more than 15 minutes apart, so the age of no backup can be told.",
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
]
