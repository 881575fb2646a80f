import type { Fact, Notice, NoticeOutcome } from '../notice.ts'
import { oneLine } from './one-line.ts'

export const SIGNS: Readonly<Record<NoticeOutcome, string>> = { success: '✅', warning: '⚠️', failure: '❌' }

/** The title with its outcome, for where no colour says it. One line. */
export function headline({ outcome, title }: Notice): string {
  const words = { success: 'Success', warning: 'Warning', failure: 'Failure' }
  return `${words[outcome]}: ${oneLine(title)}`
}

/** What is known of the run itself, besides its address. */
export function runFacts({ at, changed, nextRun, repository, verb }: Notice): Fact[] {
  const facts = [
    { label: 'Action', value: verb },
    { label: 'Repository', value: repository },
    { label: 'At', value: `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC` },
    { label: 'Next run', value: nextRun },
    { label: 'Changed', value: changed === true ? 'yes: it is not the last reported outcome' : undefined },
  ]
  return facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]))
}
