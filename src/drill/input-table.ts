import { flag, oneOf, text } from '../action/inputs/readers.ts'
import { defaulting, listing, optional, type ValuesOf } from '../action/inputs/row.ts'
import { clientInputs } from '../action/inputs/table/database.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { openingInputs } from '../action/inputs/table/opening.ts'
import { destinationInputs, s3AccessInputs, s3WritingInputs } from '../action/inputs/table/storage.ts'
import { parseBudget } from '../core/ages.ts'
import { loadInputs, oneBackupInputs, targetTlsInputs } from '../restore/input-table.ts'
import { parseChecks } from './checks.ts'

/** Where it is restored. */
const drillServerInputs = {
  'server-url': optional(text, {
    secret: true,
    description:
      'A server to drill on instead of one of its own, for extensions that have no package: `postgresql://user:password@host:5432/postgres`. A scratch database is created there and dropped again; nothing else is touched. Store it as a secret.',
    defaultDescription:
      "a throwaway server of the backup's major version, in the source's minor version or a newer one, started by the drill",
  }),
}

/** How it is restored. */
const drillLoadInputs = {
  jobs: {
    ...loadInputs.jobs,
    description: 'Sessions that load at once. `auto`: as many as the machine has cores.',
  },
  trusted: defaulting(flag, 'false', {
    description:
      'Load as a superuser, so that code of the backup runs with those rights. For backups that hold what only a superuser may make (functions in C or in untrusted languages, operator classes, base types), and for a `server-url` whose role is a superuser. Write `true` only where you trust everybody who may create objects in the database, or write to the store, with this runner.',
  }),
  'missing-extensions': defaulting(oneOf(['fail', 'skip']), 'fail', {
    description:
      'What to do about extensions that the server has not and that cannot be installed: fail and name them, or leave out what needs them as not verified.',
  }),
}

/** What it must come to. */
const drillProofInputs = {
  checks: listing(
    { read: parseChecks },
    {
      description:
        'SQL that must hold in the restored database: statements that end with a semicolon, each of which returns true, or no rows. A comment line above one, such as `-- every order has a customer`, is its name.',
    },
  ),
  'rto-budget': optional(
    { read: parseBudget },
    {
      description:
        'How long a restore may take (download, preparation and load), such as `30m`. Fails where it took longer.',
      defaultDescription: 'measured only',
    },
  ),
  'max-age': optional(
    { read: parseBudget },
    {
      description:
        'How old the backup may be, such as `26h`: what a restore would lose. Fails where it is older.',
      defaultDescription: 'measured only',
    },
  ),
}

/** What is left of it. */
const drillRecordInputs = {
  record: defaulting(flag, 'true', {
    description:
      "Write the outcome beside the backup's manifest, as `….drill-YYYYMMDD-HHMMSS.json`, so that it is known later which backups were proven to restore.",
  }),
}

const { checksum, sse, 'sse-kms-key-id': kmsKey, tags } = s3WritingInputs

/** How the record is kept in S3. */
const drillWritingInputs = {
  sse,
  'sse-kms-key-id': kmsKey,
  tags,
  checksum: { ...checksum, description: 'The checksum that the store verifies when the record arrives.' },
}

/** Where client and server come from. */
const drillProgramInputs = {
  'client-repository': {
    ...clientInputs['client-repository'],
    description:
      'Where to install client, server and extensions from, when the machine lacks them: apt sources such as an internal mirror, one a line, as in `deb [signed-by=/etc/apt/keyrings/mirror.gpg] https://apt.example.com/postgresql noble-pgdg main`.',
  },
}

/** Every input of the drill action, once. */
export const DRILL_INPUTS = {
  ...destinationInputs,
  ...oneBackupInputs,
  ...openingInputs,
  ...drillProofInputs,
  ...drillLoadInputs,
  ...drillRecordInputs,
  ...drillServerInputs,
  ...targetTlsInputs,
  ...drillProgramInputs,
  ...s3AccessInputs,
  ...drillWritingInputs,
  ...notifyInputs,
}

export type DrillInputValues = ValuesOf<typeof DRILL_INPUTS>
