import { type FleetReport, type FleetRow, failedRows, shownNames } from './fleet-report.ts'
import { FLEET_WORDS } from './outcome.ts'

/** What several databases failed by. */
export interface FleetCause {
  /** As in docs/errors.md; undefined where the job did not say. */
  readonly code: string | undefined
  /** What the first of them says, without a full stop. */
  readonly words: string
  /** Whether all of them say just that. */
  readonly alike: boolean
  readonly names: readonly string[]
}

/** Why those failed that did, by their codes: the commonest cause first. */
export function causesOf(report: FleetReport): FleetCause[] {
  const groups = Map.groupBy(failedRows(report), ({ failure, outcome }) => failure?.code ?? outcome)
  return [...groups.values()]
    .map((rows): FleetCause => {
      const all = new Set(rows.map(wordsOf))
      const [words = ''] = all
      return {
        code: rows[0]?.failure?.code,
        words,
        alike: all.size === 1,
        names: shownNames(report, rows),
      }
    })
    .toSorted((one, other) => other.names.length - one.names.length)
}

/** What one database failed by, in words and by its code. */
export function causeWords({ alike, code, words }: Omit<FleetCause, 'names'>): string {
  return `${alike ? '' : 'such as: '}${words}${code === undefined ? '' : ` [${code}]`}`
}

function wordsOf({ failure, outcome }: FleetRow): string {
  return failure?.message.replace(/\.$/, '') ?? FLEET_WORDS[outcome]
}
