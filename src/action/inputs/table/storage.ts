import { parseDestination, parseFolder } from '../../../catalog/destination.ts'
import { parseObjectTags } from '../../../catalog/object-tags.ts'
import { parseDuration } from '../../../core/durations.ts'
import { parseRole } from '../../../storage/aws/role.ts'
import { parsePartSize } from '../../../storage/s3/part-size.ts'
import { parseRegion } from '../../../storage/s3/region.ts'
import { address, fitting, flag, oneOf, text, wholeNumber } from '../readers.ts'
import { defaulting, listing, optional, required } from '../row.ts'

/** Where the backups are. */
export const destinationInputs = {
  destination: required(
    { read: parseDestination },
    {
      description: 'Where backups are stored: `s3://bucket/prefix`, or a folder as `/path` or `./path`.',
    },
  ),
}

/** Whether a destination that does not last is meant. */
export const lastingInputs = {
  'allow-folder': defaulting(flag, 'false', {
    description:
      'Accept a folder as `destination` on a GitHub-hosted runner, which deletes it when the job ends: a later step must copy the backup elsewhere.',
  }),
}

/** What is kept beside a backup's destination. */
export const copyInputs = {
  'local-copy': optional(
    { read: parseFolder },
    {
      description:
        'A folder in which the stored bytes are kept as well, such as a disk of a self-hosted runner. It must be no destination of other backups: `local-copy-days` is for all of the series that are in it.',
    },
  ),
  'local-copy-days': defaulting(wholeNumber(1, 36_500), '7', {
    description:
      'After how many days a local copy is removed. The newest whole one of each kind (full, schema, the same tables) stays.',
  }),
}

/** How long to wait for who does not answer: of every verb, for the database and for the store. */
const stallInputs = {
  'stall-timeout': defaulting({ read: parseDuration }, '10m', {
    description:
      'How long a database, a program such as `pg_restore`, or a store may make no progress before the run ends, such as `90s` or `30m`. A server that is at work on something long, such as an index, is asked on a second connection and waited for: at most twelve times as long, while nothing of its work can be seen to change.',
  }),
}

/** How S3, or what speaks like it, is reached. */
export const s3AccessInputs = {
  region: optional(
    { read: parseRegion },
    {
      description: "The bucket's region.",
      defaultDescription: '`AWS_REGION`, or the profile',
    },
  ),
  endpoint: optional(address(['http', 'https'], 'https://s3.example.com'), {
    description: 'The address of an S3-compatible store: Ceph, MinIO, R2, B2 and the like.',
    defaultDescription: 'AWS',
  }),
  'force-path-style': optional(flag, {
    description: 'Name the bucket in the path rather than in the host name.',
    defaultDescription: '`true` where `endpoint` is given',
  }),
  'expected-bucket-owner': optional(fitting(/^\d{12}$/, 'not an AWS account; write its 12 digits'), {
    description:
      'The AWS account that must own the bucket, so that a bucket taken over by another is never written to.',
  }),
  'role-to-assume': optional(
    { read: parseRole },
    {
      description:
        'The ARN of an AWS role, assumed by OpenID Connect instead of stored keys, and again whenever its session is about to end. The job needs `permissions: id-token: write`.',
    },
  ),
  'aws-access-key-id': optional(text, {
    secret: true,
    description:
      'The access key, if neither `role-to-assume` nor the AWS default chain (environment, profile, instance role) is used.',
    defaultDescription: 'the AWS default chain',
  }),
  'aws-secret-access-key': optional(text, {
    secret: true,
    description: 'The secret that belongs to `aws-access-key-id`.',
  }),
  'aws-session-token': optional(text, {
    secret: true,
    description: 'The session token, where the access key is a temporary one.',
  }),
  ...stallInputs,
}

/** How it keeps what is written. */
export const s3WritingInputs = {
  sse: optional(oneOf(['AES256', 'aws:kms', 'none']), {
    description: 'Encryption by the store, at rest.',
    defaultDescription: '`AES256`, or `none` where `endpoint` is given',
  }),
  'sse-kms-key-id': optional(text, {
    description: 'The KMS key for `sse: aws:kms`, by id, ARN or alias.',
    defaultDescription: "AWS's own key",
  }),
  'storage-class': optional(
    fitting(/^[A-Z][A-Z0-9_-]*$/, 'not a storage class; write one in capitals, such as STANDARD_IA'),
    {
      description:
        'The storage class of the backup, such as `STANDARD_IA` or `GLACIER_IR`. Its checksum and manifest stay in that of the bucket, where they can be read.',
      defaultDescription: "the bucket's",
    },
  ),
  'object-lock-mode': optional(oneOf(['GOVERNANCE', 'COMPLIANCE']), {
    description:
      'Protect the backup against deletion for `object-lock-days`. The bucket must have Object Lock.',
  }),
  'object-lock-days': optional(wholeNumber(1, 36_500), {
    description:
      'For how many days. Until then nobody can delete a backup that is locked in `COMPLIANCE` mode.',
  }),
  tags: listing(
    { read: parseObjectTags },
    {
      description: 'Object tags, one `key=value` a line, such as `team=platform`.',
    },
  ),
  'max-parts': defaulting(wholeNumber(1, 10_000), '10000', {
    description: 'The most parts that the store takes in one upload. AWS takes 10,000, Scaleway 1,000.',
  }),
  'part-size': optional(
    { read: parsePartSize },
    {
      description:
        'Upload in parts of this one size, such as `64MB`, for stores that take no others. Twice as much is held in memory, and `max-parts` of them are the largest backup.',
      defaultDescription:
        'parts that grow with the backup; `64MB` where `endpoint` is Cloudflare R2, whose parts must be alike',
    },
  ),
  checksum: defaulting(oneOf(['sha256', 'crc32', 'none']), 'sha256', {
    description: 'The checksum that the store verifies on each part as it arrives.',
  }),
}
