import type { DocumentedError } from './documented-error.ts'

const DISTRUST = 'Do not trust this backup; restore an older one, and find out what changed it.'

/** Stored backups that are read again, from src/backup/catalog, src/operations and src/encryption. */
export const STORED_ERRORS: readonly DocumentedError[] = [
  {
    code: 'backup-not-decoded',
    kind: 'integrity',
    meaning:
      'The backup is byte for byte what was stored, and pg_restore, gpg or age cannot read it here: an older program, or one that is broken or was ended.',
    fix: 'Try it with the client that made it on another machine before you give it up; restore an older one meanwhile.',
  },
  {
    code: 'backup-not-found',
    kind: 'input',
    meaning:
      'The destination has no backup that is meant: only objects with a manifest are backups, and the newest of a restore is one that has what is asked for, definitions or rows or both.',
    fix: 'The message lists the newest backup of each series that is there. Check destination, and what narrows the choice down: from, series, class and since.',
  },
  {
    code: 'destination-mismatch',
    kind: 'input',
    meaning:
      'The backups that were found belong to another destination: a folder of the prefix was forgotten, or one too many was written. Their manifests say which one. Nothing is damaged.',
    fix: 'Write the destination that the message names. Remove nothing.',
  },
  {
    code: 'backup-without-manifest',
    kind: 'input',
    meaning:
      'The object that from names is there and has no manifest: a dump of before this action, or one whose manifest was removed. Nothing says what it should hold.',
    fix: 'Restore it with stock tools: docs/recovery.md, section 7. The message has the command.',
  },
  {
    code: 'backup-ambiguous',
    kind: 'input',
    meaning:
      'The newest backup is wanted, and the destination holds several series; or its series holds backups of several databases; or the newest leaves out what another of its series has: schemas, tables or rows.',
    fix: 'Name a series, or the key of the backup that is meant. Give each database, and backups that are made by another choice, a series of their own.',
  },
  {
    code: 'backup-from-future',
    kind: 'refusal',
    meaning:
      'The latest backup is wanted, and the newest by its name is dated after the store received it, or after the present: the clock of the machine that made it was wrong.',
    fix: 'Write the key of the backup that is meant into from. Find out whose clock was wrong, then remove or rename what it dated wrongly.',
  },
  {
    code: 'manifest-unreadable',
    kind: 'integrity',
    meaning:
      'A manifest was altered, which its own SHA-256 says, is empty or cut off, or is beside another backup than it describes.',
    fix: 'Do not trust its backup until you know who changed the manifest; take an older one meanwhile.',
  },
  {
    code: 'backup-altered',
    kind: 'integrity',
    meaning:
      'A stored backup, its checksum file or its roles are missing, or not what their manifest says they are.',
    fix: DISTRUST,
  },
  {
    code: 'archive-not-decompressed',
    kind: 'integrity',
    meaning: 'The compressed SQL of a backup is damaged or cut off.',
    fix: DISTRUST,
  },
  {
    code: 'decryption-key-missing',
    kind: 'input',
    meaning: 'A backup is encrypted, and what opens it was not given.',
    fix: 'Give age-identity or passphrase, as the message says, from a secret.',
  },
]
