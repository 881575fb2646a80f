import type { Period } from './policy.ts'

const DAY_MS = 86_400_000

/** Which hour, day, ISO week (Monday to Sunday), month or year a moment lies in, UTC: the same text for the same one. */
export function bucketOf(moment: Date, period: Period): string {
  const text = moment.toISOString()
  switch (period) {
    case 'hourly':
      return text.slice(0, 13)
    case 'daily':
      return text.slice(0, 10)
    case 'weekly':
      return `week of ${mondayOf(moment)}`
    case 'monthly':
      return text.slice(0, 7)
    case 'yearly':
      return text.slice(0, 4)
  }
}

function mondayOf(moment: Date): string {
  const sinceMonday = (moment.getUTCDay() + 6) % 7
  return new Date(moment.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}
