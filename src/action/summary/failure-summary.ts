import type { Explanation } from '../../core/errors.ts'
import { code, plain } from './markdown.ts'
import { withinLimit } from './within-limit.ts'

/** How a sub-action's failures are reported. */
export interface FailureWords {
  /** What there is not. */
  readonly title: string
  readonly kinds: Readonly<Record<Explanation['kind'], string>>
  /** What a run that failed has left where it was to leave something. */
  readonly afterwards: string
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
  words: FailureWords,
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
      words.afterwards,
      '',
      `Error code: ${code(name)}`,
      '',
    ].join('\n'),
  )
}
