import { S3_FAILURES } from '../../../src/storage/s3/explanations/table.ts'
import type { DocumentedError } from './documented-error.ts'

/** src/storage: what every store refuses, folders, then buckets. */
export const STORAGE_ERRORS: readonly DocumentedError[] = [
  {
    code: 'storage-key-exists',
    kind: 'storage',
    meaning: 'An object of that name exists already, and a backup is never overwritten.',
    fix: 'Run again (the name holds the time, to the second), or give another series or prefix.',
  },
  {
    code: 'storage-key-invalid',
    kind: 'input',
    meaning: 'The series or name makes a path that could lead out of the destination.',
    fix: 'Give a name without empty, "." or ".." parts, backslash and NUL.',
  },
  {
    code: 'storage-object-missing',
    kind: 'storage',
    meaning: 'The object or file that was to be read is not there.',
    fix: 'Check the key, the prefix or folder, and whether retention has removed it.',
  },
  {
    code: 'storage-size-mismatch',
    kind: 'integrity',
    meaning: 'The store holds another number of bytes than was sent; what was stored is removed.',
    fix: 'Run again, and look into the store or what stands between it and the runner.',
  },
  {
    code: 'storage-checksum-mismatch',
    kind: 'integrity',
    meaning:
      'The store reports another checksum than that of the bytes that were sent; what was stored is removed.',
    fix: 'Run again, and look into the store or what stands between it and the runner.',
  },
  {
    code: 'storage-disk-full',
    kind: 'environment',
    meaning: "The folder's disk or quota is full, or a file grew past what is allowed there.",
    fix: 'Free space there, or give another folder.',
  },
  {
    code: 'storage-folder-denied',
    kind: 'storage',
    meaning: 'The user of this process may not write to the folder.',
    fix: 'Give the user of this process write permission for the folder, or give another folder.',
  },
  {
    code: 'storage-folder-read-only',
    kind: 'storage',
    meaning: 'The folder is on a read-only file system.',
    fix: 'Give a folder that can be written to.',
  },
  {
    code: 'storage-not-a-folder',
    kind: 'input',
    meaning: 'The path of the folder leads to a file, or through one.',
    fix: 'Give the path of a folder; it is created where it is missing.',
  },
  {
    code: 'storage-name-too-long',
    kind: 'input',
    meaning: "A name is too long for the folder's file system.",
    fix: 'Give a shorter series or name.',
  },
  {
    code: 'storage-folder-impossible',
    kind: 'input',
    meaning: 'The file system at that path does not let folders be made, as /proc does not.',
    fix: 'Give a folder on a disk.',
  },
  {
    code: 'storage-folder-link',
    kind: 'storage',
    meaning:
      'A folder of the destination is a symbolic link to another folder of it: what is written there would be found under the name of the other.',
    fix: 'Make a folder of its own there; a link may lead to another disk, not to another series.',
  },
  {
    code: 'storage-folder-failed',
    kind: 'environment',
    meaning: 'The file system of the folder failed with a code that has no row of its own.',
    fix: 'Look at the health of that disk or share, or give another folder.',
  },
  ...S3_FAILURES,
  {
    code: 'storage-listing-endless',
    kind: 'storage',
    meaning: 'The pages of a listing go in a circle, or have no end.',
    fix: 'Do not use this store until that is explained; a proxy before it may answer from its cache.',
  },
  {
    code: 'storage-length-wrong',
    kind: 'storage',
    meaning: 'The store announced more bytes of an object than it has.',
    fix: 'Run again; if it stays so, look for a proxy before the store that changes its answers.',
  },
  {
    code: 'storage-object-too-large',
    kind: 'integrity',
    meaning:
      'An object that is small by its kind (a checksum file, roles) has more bytes than any of that kind.',
    fix: 'Find out who wrote it; it is not one of ours.',
  },
  {
    code: 'proxy-unusable',
    kind: 'environment',
    meaning: 'HTTP_PROXY or HTTPS_PROXY is not the address of an HTTP proxy.',
    fix: 'Write it as http://host:port, or http://user:password@host:port with what is special in them encoded.',
  },
  {
    code: 'ca-bundle-unreadable',
    kind: 'environment',
    meaning: 'The file of certificate authorities that AWS_CA_BUNDLE names cannot be read.',
    fix: 'Correct AWS_CA_BUNDLE, or take it away.',
  },
  {
    code: 'storage-object-vanished',
    kind: 'storage',
    meaning: 'The store accepted the object and then did not have it.',
    fix: 'Check for a lifecycle rule or another job that removes objects there, and for a cache before the store. If the object appears later, it has no manifest, and prune removes it.',
  },
  {
    code: 'storage-object-not-locked',
    kind: 'storage',
    meaning: 'The store took the object and did not lock it as object-lock-mode asks.',
    fix: 'Make the bucket with Object Lock enabled, or leave object-lock-mode out.',
  },
  {
    code: 'storage-upload-not-aborted',
    kind: 'storage',
    meaning: 'An upload was aborted again and again, and the store still has parts of it, which cost money.',
    fix: 'Add a lifecycle rule to the bucket that aborts incomplete multipart uploads after a day.',
  },
  {
    code: 'storage-file-not-removed',
    kind: 'storage',
    meaning: 'The file system refused to remove a file for a reason that has no code of its own here.',
    fix: 'Look at what is stored there, and at the health of the file system.',
  },
  {
    code: 'storage-source-changed',
    kind: 'storage',
    meaning: 'An object became another one while it was copied; the copy is not there.',
    fix: 'Look for another job that writes there; backups are never written twice.',
  },
  {
    code: 'storage-listing-cut',
    kind: 'storage',
    meaning: 'The store said that its listing goes on, and not where; nothing is decided by half a listing.',
    fix: 'Run again; if it stays so, the store does not list as S3 does.',
  },
  {
    code: 'storage-clock-untold',
    kind: 'storage',
    meaning: 'The answers of the store have no date, so that the clock of this machine cannot be compared.',
    fix: 'Check for a proxy before the store that takes the Date header away.',
  },
]
