/** An uneven history, with the ends of hours, days, ISO weeks and years in it, the oldest first. UTC. */
export const TIMES = `
  2021-01-03T23:59:59 2021-03-31T12:00:00 2022-02-28T01:00:00 2023-12-31T10:00:00 2024-01-01T00:00:00
  2024-02-29T06:00:00 2024-06-15T12:00:00 2024-12-29T23:00:00 2024-12-30T01:00:00 2024-12-31T23:59:59
  2025-01-01T00:00:00 2025-01-05T23:59:59 2025-01-06T00:00:00 2025-03-31T03:00:00 2025-05-01T03:00:00
  2025-05-31T03:00:00 2025-06-30T03:00:00 2025-07-01T03:00:00 2025-07-31T03:00:00 2025-08-01T02:00:00
  2025-08-15T02:00:00 2025-09-01T02:00:00 2025-09-07T02:00:00 2025-09-14T02:00:00 2025-09-21T02:00:00
  2025-09-28T02:00:00 2025-09-29T02:00:00 2025-09-30T02:00:00 2025-10-01T02:00:00 2025-10-05T02:00:00
  2025-10-12T02:00:00 2025-10-19T02:00:00 2025-10-20T02:00:00 2025-10-21T02:00:00 2025-10-22T02:00:00
  2025-10-23T02:00:00 2025-10-24T02:00:00 2025-10-25T02:00:00 2025-10-26T02:00:00 2025-10-27T02:00:00
  2025-10-28T02:00:00 2025-10-28T02:30:00 2025-10-28T14:00:00 2025-10-29T02:00:00 2025-10-29T02:10:00
  2025-10-29T02:59:59 2025-10-29T03:00:00 2025-10-30T23:59:59 2025-10-31T00:00:00 2025-10-31T01:00:00
  2025-10-31T01:30:00 2025-10-31T12:00:00
`
  .trim()
  .split(/\s+/)

/**
 * Which of them `restic forget --dry-run` keeps: restic 0.14 was given snapshots of these times (`backup --time`), and asked
 * with the same rules. Places in the list, `3-5` for a run of them. Newer versions also keep the oldest while a rule has
 * places left, which changes none of these answers.
 */
export const ANSWERS: readonly (readonly [policy: string, kept: string])[] = [
  ['keep-last: 5', '47-51'],
  ['keep-last: 200', '0-51'],
  ['keep-hourly: 6', '45-48 50-51'],
  ['keep-daily: 4', '42 46-47 51'],
  ['keep-daily: 30', '14-39 42 46-47 51'],
  ['keep-daily: 100', '0-39 42 46-47 51'],
  ['keep-weekly: 3', '31 38 51'],
  ['keep-weekly: 12', '17 19-20 22-25 29-31 38 51'],
  ['keep-monthly: 6', '15-16 18 20 27 51'],
  ['keep-monthly: 40', '0-6 9 12-13 15-16 18 20 27 51'],
  ['keep-yearly: 3', '3 9 51'],
  [
    'keep-last: 2\nkeep-daily: 3\nkeep-weekly: 4\nkeep-monthly: 5\nkeep-yearly: 2',
    '9 16 18 20 27 30-31 38 46-47 50-51',
  ],
  ['keep-hourly: 100', '0-39 41-42 45-48 50-51'],
  ['keep-within: 1d', '47-51'],
  ['keep-within: 36h', '47-51'],
  ['keep-within: 1m', '29-51'],
  ['keep-within: 8m', '13-51'],
  ['keep-within: 1y1m1d', '7-51'],
  ['keep-within-hourly: 3d', '42 45-48 50-51'],
  ['keep-within-daily: 7d', '37-39 42 46-47 51'],
  ['keep-within-weekly: 1m', '29-31 38 51'],
  ['keep-within-monthly: 10m', '9 12-13 15-16 18 20 27 51'],
  ['keep-within-yearly: 3y', '3 9 51'],
  ['keep-within: 2d\nkeep-monthly: 3', '20 27 47-51'],
]
