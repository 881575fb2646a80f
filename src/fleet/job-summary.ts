import { code, plain, table } from '../action/summary/markdown.ts'
import { withinLimit } from '../action/summary/within-limit.ts'
import { causeWords } from './causes.ts'
import type { FleetReport, FleetRow } from './fleet-report.ts'
import { fleetProblem, fleetTitle } from './fleet-words.ts'
import { FLEET_WORDS, type FleetOutcome } from './outcome.ts'

const VERDICTS = { success: '✅', warning: '⚠️', failure: '❌' } as const

const MARKS: Readonly<Record<FleetOutcome, string>> = {
  'backed-up': '✅',
  anomalous: '⚠️',
  failed: '❌',
  'no-url': '❌',
  cancelled: '❌',
  unknown: '❔',
}

/** The job summary of a fleet, in Markdown, always below 1 MiB: what is not as it should be comes first. */
export function fleetSummary(report: FleetReport): string {
  const problem = fleetProblem(report)
  const rows = report.rows.toSorted((one, other) => Number(isWell(one)) - Number(isWell(other)))
  return withinLimit(
    [
      `## ${VERDICTS[report.verdict]} ${plain(fleetTitle(report))}`,
      ...(problem ? [`${plain(problem.message)} ${plain(problem.hint)}`] : []),
      table(['Database', 'Destination', 'Backup'], rows.map(cells)),
      '',
    ].join('\n\n'),
    undefined,
    'The output of each job has the rest.',
  )
}

function cells({ entry, failure, key, outcome }: FleetRow): string[] {
  const word = outcome === 'backed-up' ? '' : ` ${FLEET_WORDS[outcome]}`
  const why = failure
    ? `: ${plain(causeWords({ alike: true, code: failure.code, words: failure.message.replace(/\.$/, '') }))}`
    : ''
  const where = key === '' ? '' : ` ${code(key)}`
  return [
    plain(entry.name),
    code(entry.destination),
    `${MARKS[outcome]}${word}${why}${word && where ? (why ? ';' : ':') : ''}${where}`,
  ]
}

function isWell({ outcome }: FleetRow): boolean {
  return outcome === 'backed-up'
}
