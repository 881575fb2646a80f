import { flag, oneOf, type Reader, text } from '../action/inputs/readers.ts'
import { defaulting, listing, optional, type ValuesOf } from '../action/inputs/row.ts'
import { clientInputs, databaseInputs } from '../action/inputs/table/database.ts'
import { series } from '../action/inputs/table/dump.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { openingInputs } from '../action/inputs/table/opening.ts'
import { destinationInputs, s3AccessInputs, s3WritingInputs } from '../action/inputs/table/storage.ts'
import { BACKUP_CLASSES } from '../catalog/backup-class.ts'
import { parseSince } from '../catalog/since.ts'
import { parseStart, type Start } from '../catalog/start.ts'
import { didYouMean } from '../core/closest.ts'
import { parseNameList } from '../core/name-list.ts'
import { parsed, quoted, refused } from '../core/parsed.ts'
import { MODES } from '../postgres/dump-choices.ts'
import { PRESETS } from '../presets/preset-name.ts'
import { ALLOWANCES, type Allowance } from './plan/restore-choices.ts'
import { parseTableNames } from './plan/table-names.ts'

const oneBackup: Reader<Exclude<Start, { readonly kind: 'all' }>> = {
  read: value => {
    const start = parseStart(value)
    if (!start.ok) return refused(start.problem.replace('neither latest nor all nor', 'neither latest nor'))
    return start.value.kind === 'all'
      ? refused('all says nothing where one backup is restored; write latest, or the key of one')
      : parsed(start.value)
  },
}

const allowances: Reader<readonly Allowance[]> = {
  read: value => {
    const list = parseNameList(value)
    if (!list.ok) return list
    const found: Allowance[] = []
    for (const word of list.value) {
      const known = ALLOWANCES.find(allowance => allowance === word)
      if (known === undefined)
        return refused(
          `${quoted(word)} is not one of ${ALLOWANCES.join(', ')}${didYouMean(word, ALLOWANCES)}`,
        )
      found.push(known)
    }
    return parsed(found)
  },
}

const jobs: Reader<'auto' | number> = {
  read: value => {
    if (value === 'auto') return parsed('auto')
    const number = /^\d{1,3}$/.test(value) ? Number(value) : 0
    return number >= 1 && number <= MOST_JOBS
      ? parsed(number)
      : refused(`${quoted(value)} won't do; write auto, or a whole number from 1 to ${MOST_JOBS}`)
  },
}

const autoOrFlag: Reader<'auto' | boolean> = {
  values: ['auto', 'true', 'false'],
  read: value => {
    if (value === 'auto') return parsed('auto')
    const read = flag.read(value)
    return read.ok ? read : refused(`${quoted(value)} is not one of auto, true, false; write one of them`)
  },
}

/** Into which database. */
const targetInputs = {
  'target-url': optional(text, {
    secret: true,
    description:
      "The database that is restored into, as `postgresql://user:password@host:5432/database` or `host=… dbname=…`. It must exist. Store it as a secret. Without it, libpq's own environment is used.",
    defaultDescription: "libpq's environment",
  }),
}

const { sslmode, 'ssl-root-cert': rootCertificate } = databaseInputs

export const targetTlsInputs = { sslmode, 'ssl-root-cert': rootCertificate }

/** Which backup. */
export const oneBackupInputs = {
  from: defaulting(oneBackup, 'latest', {
    description:
      'Which backup: `latest`, or the key or whole address of one, such as `shop/2026/11/shop_backup_20261122_030700.dump`. Copies that a restore made of its target (class `pre-restore`) are never the latest unless `class` asks for them. Nothing is guessed where backups of one series are of several databases, or where the newest leaves out what another has: a restore then names both keys, and a drill takes the one that holds all.',
  }),
  series: optional(series, {
    description: 'The latest of this series.',
    defaultDescription: 'the only one that there is',
  }),
  class: optional(oneOf(BACKUP_CLASSES), {
    description: 'The latest of this class.',
    defaultDescription: 'any but `pre-restore`',
  }),
  before: optional(
    { read: parseSince },
    {
      description:
        'The latest that was finished before: a date such as `2026-11-01` or `2026-11-01T12:00:00Z`, or a time ago such as `12h`.',
      defaultDescription: 'now',
    },
  ),
}

/** Which part of it. */
const partInputs = {
  mode: defaulting(oneOf(MODES), 'full', {
    description:
      'What is restored: everything, the definitions only, or the rows only, into tables that exist.',
  }),
  tables: listing(
    { read: parseTableNames },
    {
      description:
        'Restore only the rows of these tables: `schema.table`, one a line, as the database spells them.',
      defaultDescription: 'all',
    },
  ),
  definitions: defaulting(flag, 'false', {
    description: 'With `tables`: also their definitions, indexes and constraints.',
  }),
  'use-list': optional(text, {
    description:
      'Restore only what an edited list names: the path of a file as `pg_restore --list` writes it, or as the output `use-list` of a dry run has it.',
  }),
}

/** What is allowed. */
const safetyInputs = {
  'dry-run': defaulting(flag, 'false', {
    description:
      'Change nothing: report the plan and everything that stands in its way. Fails if anything does.',
  }),
  confirm: optional(text, {
    description: "The target database's name, once more. Needed where something in it would be overwritten.",
  }),
  allow: listing(allowances, {
    description:
      'What is refused otherwise, one a line: `source` restores over the very database that was backed up, `not-empty` into a database that holds something (and with rows alone, over partitions that the backup does not know and large objects of the same numbers), `older-server` into a server older than the backup.',
  }),
  'pre-restore-backup': defaulting(flag, 'true', {
    description:
      'Back the target up first, as class `pre-restore` into the same destination, encrypted as the backup that is restored. The restore does not start if that fails. An empty target needs none.',
  }),
}

/** How it is loaded. */
export const loadInputs = {
  jobs: defaulting(jobs, 'auto', {
    description:
      'Sessions that load at once. More than one loads from a file on this machine (deleted afterwards), and is not all or nothing. `auto`: several into an empty database from a large backup, else one.',
  }),
  'single-transaction': defaulting(autoOrFlag, 'auto', {
    description: 'All or nothing. `auto`: always where one session loads.',
  }),
  'no-owner': defaulting(flag, 'true', {
    description: 'Leave out who owns what: everything is the connected role’s.',
  }),
  'no-acl': defaulting(flag, 'true', { description: 'Leave out GRANT and REVOKE.' }),
  'create-roles': defaulting(flag, 'false', {
    description:
      "Create roles that the backup names and the target lacks, without passwords, from the backup's own roles (stored with `globals: true`).",
  }),
  'skip-extensions': listing(
    { read: parseNameList },
    { description: 'Extensions that the target cannot have: left out, with what they are.' },
  ),
  preset: defaulting(oneOf(['none', ...PRESETS]), 'none', {
    description: "A platform's own rules: which schemas it manages itself, and how rows are loaded there.",
  }),
}

/** What is done with the restored data. */
const afterCareInputs = {
  'disable-outbound': defaulting(flag, 'false', {
    description:
      'Switch off what reaches out of the restored database: pg_cron jobs, webhooks and pg_net, subscriptions.',
  }),
  'post-restore-sql': optional(text, {
    description:
      'The path of a file of SQL that is run afterwards, in one transaction, such as one that masks personal data. Run even where the proof finds a difference.',
  }),
  analyze: defaulting(flag, 'true', { description: 'Run ANALYZE at the end.' }),
}

/** Every input of the restore action, once. */
export const RESTORE_INPUTS = {
  ...targetInputs,
  ...destinationInputs,
  ...oneBackupInputs,
  ...partInputs,
  ...safetyInputs,
  ...loadInputs,
  ...afterCareInputs,
  ...openingInputs,
  ...targetTlsInputs,
  ...clientInputs,
  ...s3AccessInputs,
  ...s3WritingInputs,
  ...notifyInputs,
}

export type RestoreInputValues = ValuesOf<typeof RESTORE_INPUTS>

/** More sessions than that bring a server down rather than a restore forward. */
const MOST_JOBS = 64
