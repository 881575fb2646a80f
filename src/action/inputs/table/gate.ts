import { parseBudget } from '../../../core/ages.ts'
import { parseAdvisoryLock } from '../../../postgres/advisory-lock-key.ts'
import { optional } from '../row.ts'

/** How a backup before a deployment stands back. */
export const gateInputs = {
  'reuse-within': optional(
    { read: parseBudget },
    {
      description:
        'Accept a backup that was begun at most so long ago, such as `30m` or `6h`, instead of dumping again: a complete one of any class (but not those that `restore` takes of its target), of the same series, database, address, selection, encryption and major version of pg_dump, which no drill has refuted and which is still in the store, locked for as long since its begin as `object-lock-days` asks for. The live database must have its schema and extensions, and about as many rows in each table, as the server estimates them and `anomaly-threshold` allows. Rows written, changed or deleted since are not in it. If in doubt, a backup is made; a backup with `mode: data` always is. A changed passphrase cannot be seen.',
      otherwise: 'a backup is made in any case',
    },
  ),
  'advisory-lock': optional(
    { read: parseAdvisoryLock },
    {
      description:
        "Hold this advisory lock of PostgreSQL from before the backup until it is stored, so that it never meets a migration that takes the same one, nor another backup: the number that your migration tool locks, or a name, whose key is `hashtextextended('<name>', 0)`. Where another session holds it, wait for `lock-timeout`; without one, fail at once. A tool that does not wait for its lock fails while the backup runs. Needs a session: no pooler in transaction mode, no standby.",
      otherwise: 'no lock is taken',
    },
  ),
}
