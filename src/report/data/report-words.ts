import type { ReportData } from './report-data.ts'

/** `12.34 USD`; of small sums `0.0042 USD`, so that they are not nothing. */
export function formatCost(sum: number, currency: string): string {
  const digits = sum >= 0.1 || sum === 0 ? 2 : sum >= 0.0001 ? 4 : 6
  return `${sum.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`
}

/** `2026-11-22 03:07`, UTC. */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

/** `1 backup`, `2,000 backups`. */
export function counted(count: number, what: string, several = `${what}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? what : several}`
}

/** `141 older dumps, the newest of 2026-11-01: none of them is proven`. */
export function legacyWords({ count, kinds }: ReportData['legacy']): string {
  const [newest = ''] = kinds
    .map(({ newestAt }) => newestAt)
    .toSorted()
    .reverse()
  const all = counted(count, 'dump of before this action', 'dumps of before this action')
  return `${all}, the newest of ${newest.slice(0, 10)}, which nothing has proven`
}
