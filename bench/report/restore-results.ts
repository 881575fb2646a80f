import { table } from './markdown.ts'
import { ratio, type Standing, seconds, size } from './results.ts'

/** Restores beside the reference, whose CPU time and memory are those of PostgreSQL's own programs. */
export function restoreTable(all: readonly Standing[]): string {
  const reference = all.find(({ letter }) => letter === 'r1')?.wall ?? Number.NaN
  const head = [
    '',
    'seconds',
    'fastest–slowest',
    'to (r1)',
    'restored after',
    'CPU s, ours',
    'PostgreSQL',
    'written to disk',
    'peak memory',
  ]
  const rows = all.map(each => [
    `(${each.letter}) ${each.title}`,
    seconds(each.wall),
    `${seconds(each.fastest)}–${seconds(each.slowest)}`,
    ratio(each.wall / reference),
    each.restore === undefined ? '–' : seconds(each.restore),
    seconds(each.cpu.ours),
    seconds(each.cpu.postgres),
    size(each.written),
    size(each.peakMemory),
  ])
  return table(head, rows)
}
