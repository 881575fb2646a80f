import type { DocumentedError } from './documented-error.ts'

/** src/operations/check*.ts. */
export const CHECK_ERRORS: readonly DocumentedError[] = [
  {
    code: 'check-connection-unusable',
    kind: 'input',
    meaning:
      'The database cannot even be asked for, by what database-url or its environment says. A backup would refuse it before it begins.',
    fix: 'Correct the input as the message says.',
  },
  {
    code: 'check-no-object-lock',
    kind: 'storage',
    meaning:
      'object-lock-mode is given, and the bucket has no Object Lock, so that it would refuse every backup.',
    fix: 'Turn Object Lock on for the bucket, or leave object-lock-mode out.',
  },
  {
    code: 'check-timed-out',
    kind: 'environment',
    meaning:
      'Something did not answer within the few seconds that a check gives it; a backup may wait longer.',
    fix: 'Look at the way there: a firewall that drops packets, a proxy, or a service that is overloaded.',
  },
  {
    code: 'check-object-differs',
    kind: 'storage',
    meaning:
      'An object was written to the destination, and it was not found in the list, or something else was read.',
    fix: 'Do not use this store for backups until that is explained.',
  },
  {
    code: 'check-opened-differs',
    kind: 'integrity',
    meaning: 'What the encryption sealed opens to something else.',
    fix: 'Do not use this encryption: look at the gpg program, if that is what seals.',
  },
]
