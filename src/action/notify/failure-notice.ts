import type { Explanation } from '../../core/errors.ts'
import { factsOf, type NoticeContent, type NoticeVerb } from '../../notify/notice.ts'
import { problemOf } from '../../notify/problem.ts'
import { inputText } from '../inputs/runner-input.ts'

/** What a run is about, as its inputs are written; empty where they are. */
export interface NoticeSubject {
  readonly series: string
  readonly destination: string
  readonly from: string
}

export function subjectOf(env: NodeJS.ProcessEnv): NoticeSubject {
  return {
    series: inputText(env, 'series'),
    destination: inputText(env, 'destination'),
    from: inputText(env, 'from'),
  }
}

const TITLES: Readonly<Record<NoticeVerb, string>> = {
  backup: 'no backup',
  restore: 'not restored',
  verify: 'not verified',
  drill: 'not drilled',
  prune: 'not pruned',
  report: 'no report',
  check: 'not checked',
  fleet: 'nothing is backed up',
}

/** What a notice says of a run that ended before it had anything to report. The inputs need not be such as can be read. */
export function failureNotice(
  verb: NoticeVerb,
  explanation: Explanation,
  { destination, from, series }: NoticeSubject,
): NoticeContent {
  const ended = explanation.kind === 'cancelled' ? 'cancelled' : TITLES[verb]
  return {
    outcome: 'failure',
    title: series === '' ? `PostgreSQL ${verb}: ${ended}` : `${series}: ${verb} failed, ${ended}`,
    facts: factsOf({
      Series: series,
      Destination: destination,
      Backup: ['restore', 'drill', 'verify'].includes(verb) ? from : undefined,
    }),
    problem: problemOf([explanation]),
  }
}
