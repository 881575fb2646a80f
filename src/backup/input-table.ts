import { optional, type ValuesOf } from '../action/inputs/row.ts'
import { anomalyInputs } from '../action/inputs/table/anomaly.ts'
import { clientInputs, databaseInputs } from '../action/inputs/table/database.ts'
import { dumpInputs } from '../action/inputs/table/dump.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { encryptionInputs, minimumInputs } from '../action/inputs/table/proof.ts'
import {
  copyInputs,
  destinationInputs,
  lastingInputs,
  s3AccessInputs,
  s3WritingInputs,
} from '../action/inputs/table/storage.ts'
import { parseBudget } from '../core/ages.ts'
import { parseAdvisoryLock } from '../postgres/advisory-lock-key.ts'

const { 'database-url': databaseUrl, ...connection } = databaseInputs

/** How a backup before a deployment stands back. */
const gateInputs = {
  'reuse-within': optional(
    { read: parseBudget },
    {
      description:
        'Accept a backup that was begun at most so long ago, such as `30m` or `6h`, instead of dumping again: a complete one of any class (but not those that `restore` takes of its target), of the same series, database, address, selection, encryption and major version of pg_dump, which no drill has refuted and which is still in the store, locked for as long since its begin as `object-lock-days` asks for. The live database must have its schema and extensions, and about as many rows in each table, as the server estimates them and `anomaly-threshold` allows. Rows written, changed or deleted since are not in it. If in doubt, a backup is made; a backup with `mode: data` always is. A changed passphrase cannot be seen.',
      defaultDescription: 'a backup is made in any case',
    },
  ),
  'advisory-lock': optional(
    { read: parseAdvisoryLock },
    {
      description:
        "Hold this advisory lock of PostgreSQL from before the backup until it is stored, so that it never meets a migration that takes the same one, nor another backup: the number that your migration tool locks, or a name, whose key is `hashtextextended('<name>', 0)`. Where another session holds it, wait for `lock-timeout`; without one, fail at once. A tool that does not wait for its lock fails while the backup runs. Needs a session: no pooler in transaction mode, no standby.",
      defaultDescription: 'no lock is taken',
    },
  ),
}

/**
 * Every input of the backup action, once: action.yml, the tables of the README, the masks and the TypeScript types come
 * from here. In the order in which they are documented: the essential two first.
 */
export const BACKUP_INPUTS = {
  'database-url': databaseUrl,
  ...destinationInputs,
  ...dumpInputs,
  ...gateInputs,
  ...minimumInputs,
  ...anomalyInputs,
  ...encryptionInputs,
  ...connection,
  ...clientInputs,
  ...s3AccessInputs,
  ...s3WritingInputs,
  ...lastingInputs,
  ...copyInputs,
  ...notifyInputs,
}

export type BackupInputValues = ValuesOf<typeof BACKUP_INPUTS>
