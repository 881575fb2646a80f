import type { Notice } from '../notice.ts'
import { oneLine } from './one-line.ts'
import { headline, runFacts } from './words.ts'

/** A notice as text that anybody can read: for email, and for logs of other services. */
export function plainText(notice: Notice): string {
  const { facts, problem, runUrl } = notice
  const about = problem
    ? ['', oneLine(problem.message), `What to do: ${oneLine(problem.hint)}`, `Code: ${problem.code}`]
    : []
  const lines = [...facts, ...runFacts(notice)].map(
    ({ label, value }) => `${oneLine(label)}: ${oneLine(value)}`,
  )
  const run = runUrl === undefined ? [] : ['', oneLine(runUrl)]
  return `${[headline(notice), ...about, '', ...lines, ...run].join('\n')}\n`
}
