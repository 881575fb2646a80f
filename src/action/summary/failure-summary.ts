import type { Explanation } from '../../core/errors.ts'
import { block, code, plain } from './markdown.ts'
import { withinLimit } from './within-limit.ts'

/** What is known of the store after a failed run. */
export interface Aftermath {
  /** For people: `s3://bucket/prefix`, or the folder's path; missing where that was not known yet. */
  readonly location?: string | undefined
  /** What could not be taken back, for people; missing where only the log tells. */
  readonly leftBehind?: readonly string[] | undefined
}

/** How a sub-action's failures are told. */
export interface FailureWords {
  /** What there is not. */
  readonly title: string
  readonly kinds: Readonly<Record<Explanation['kind'], string>>
  /** What a run that failed has left where it was to leave something. */
  readonly afterwards: (aftermath: Aftermath) => string
}

const KINDS = {
  input: 'the inputs are wrong',
  environment: 'the machine lacks something',
  refusal: 'refused, to be on the safe side',
  cancelled: 'cancelled',
  bug: 'a bug of this action',
} as const

export const BACKUP_WORDS: FailureWords = {
  title: 'No backup',
  kinds: {
    ...KINDS,
    database: 'the database could not be dumped',
    storage: 'the destination could not be written',
    integrity: 'the backup could not be proven',
  },
  afterwards,
}

export const VERIFY_WORDS: FailureWords = {
  title: 'Not verified',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the backups could not be read',
    integrity: 'something is not what it should be',
  },
  afterwards: () => 'Nothing was written: verify only reads.',
}

export const RESTORE_WORDS: FailureWords = {
  title: 'Not restored',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL refused',
    storage: 'the backup could not be read, or the target not be backed up first',
    integrity: 'the backup is not what it should be',
  },
  afterwards: () => 'Nothing was changed in the target.',
}

export const DRILL_WORDS: FailureWords = {
  title: 'Not drilled',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL refused',
    storage: 'the backup could not be read',
    integrity: 'something is not what it should be',
  },
  afterwards: () =>
    'Nothing is known of the backup, and no record was written: the drill did not come so far. What it had begun is gone.',
}

export const REPORT_WORDS: FailureWords = {
  title: 'No report',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the backups could not be read',
    integrity: 'something is not what it should be',
  },
  afterwards: () => 'Nothing is known of the backups, and no report was written: report only reads.',
}

export const CHECK_WORDS: FailureWords = {
  title: 'Not checked',
  kinds: {
    ...KINDS,
    database: 'the database could not be looked at',
    storage: 'the destination could not be looked at',
    integrity: 'something is not what it should be',
  },
  afterwards: () => 'Nothing was changed: what a check writes it removes again.',
}

export const PRUNE_WORDS: FailureWords = {
  title: 'Not pruned',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the backups could not be listed, read or archived',
    integrity: 'something is not what it should be',
  },
  afterwards: () =>
    'Each backup is whole or gone: the log says what was removed before this. Nothing is removed before everything was listed and judged.',
}

export const FLEET_WORDS: FailureWords = {
  title: 'Not backed up',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the destination could not be reached',
    integrity: 'something is not what it should be',
  },
  afterwards: () => 'Nothing was read from a database, and nothing was stored.',
}

export const FLEET_SUMMARY_WORDS: FailureWords = {
  ...FLEET_WORDS,
  title: 'Not summed up',
  afterwards: () => 'What was backed up stays where it is: this step only tells.',
}

/** The job summary of a run that failed: what, why, what to do, and what became of the store. */
export function failureSummary(
  { code: name, hint, kind, message }: Explanation,
  aftermath: Aftermath,
  words: FailureWords = BACKUP_WORDS,
): string {
  const what =
    name === 'input-invalid'
      ? message.split('\n').map(problem => `- ${plain(problem)}`)
      : [plain(message), '', `**What to do:** ${plain(hint)}`]
  return withinLimit(
    [
      `## ❌ ${words.title}: ${words.kinds[kind]}`,
      '',
      ...what,
      '',
      words.afterwards(aftermath),
      '',
      `Error code: ${code(name)}`,
      '',
    ].join('\n'),
  )
}

function afterwards({ location, leftBehind }: Aftermath): string {
  const where = location === undefined ? '' : ` in ${code(location)}`
  if (leftBehind === undefined) {
    return `Nothing was stored${where}, and what this run had begun was taken back; the log has a warning where that failed.`
  }
  if (leftBehind.length === 0) return `Nothing was left${where}: no object, and no unfinished upload.`
  return `⚠️ This could not be taken back${where}; the post step tries once more:\n\n${block('text', leftBehind.join('\n'))}`
}
