import { BACKUP_WORDS } from '../../backup/failure-words.ts'
import type { Explanation } from '../../core/errors.ts'
import { code, plain } from './markdown.ts'
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

export const KINDS = {
  input: 'the inputs are wrong',
  environment: 'the machine lacks something',
  refusal: 'refused, to be on the safe side',
  cancelled: 'cancelled',
  bug: 'a bug of this action',
} as const

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
