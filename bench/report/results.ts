import { formatSize } from '../../src/core/sizes.ts'
import { median } from '../measure/statistics.ts'
import type { Lap } from '../race.ts'
import { table } from './markdown.ts'

/** One contender's laps, boiled down. Seconds and bytes are medians, memory is the most of all laps. */
export interface Standing {
  readonly letter: string
  readonly title: string
  readonly wall: number
  readonly fastest: number
  readonly slowest: number
  readonly cpu: { readonly ours: number; readonly postgres: number; readonly s3: number }
  readonly written: number
  readonly stored: number | undefined
  readonly peakMemory: number | undefined
  readonly restore: number | undefined
}

export function standings(laps: readonly Lap[]): Standing[] {
  const letters = [...new Set(laps.map(({ contender }) => contender.letter))]
  return letters.map(letter => {
    const own = laps.filter(({ contender }) => contender.letter === letter)
    const walls = own.map(({ usage }) => usage.wallSeconds)
    const middle = (value: (lap: Lap) => number): number => median(own.map(value))
    const defined = (value: (lap: Lap) => number | undefined): number | undefined => {
      const values = own.map(value).filter(each => each !== undefined)
      return values.length > 0 ? Math.max(...values) : undefined
    }
    return {
      letter,
      title: own[0]?.contender.title ?? '',
      wall: median(walls),
      fastest: Math.min(...walls),
      slowest: Math.max(...walls),
      cpu: {
        ours: middle(({ usage }) => usage.cpu.ours),
        postgres: middle(({ usage }) => usage.cpu.postgres),
        s3: middle(({ usage }) => usage.cpu.s3),
      },
      written: middle(({ usage }) => usage.written),
      stored: defined(({ outcome }) => outcome.storedBytes),
      peakMemory: defined(({ outcome }) => outcome.peakMemory),
      restore: medianOf(own.map(({ outcome }) => outcome.restoreSeconds)),
    }
  })
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(each => each !== undefined)
  return known.length > 0 ? median(known) : undefined
}

export function resultTable(all: readonly Standing[]): string {
  const limit = all.find(({ letter }) => letter === 'a')?.wall ?? Number.NaN
  const head = [
    '',
    'seconds',
    'fastest–slowest',
    'to (a)',
    'CPU s, ours',
    'PostgreSQL',
    'S3',
    'stored',
    'written to disk',
  ]
  const rows = all.map(each => [
    `(${each.letter}) ${each.title}`,
    seconds(each.wall),
    `${seconds(each.fastest)}–${seconds(each.slowest)}`,
    ratio(each.wall / limit),
    seconds(each.cpu.ours),
    seconds(each.cpu.postgres),
    seconds(each.cpu.s3),
    size(each.stored),
    size(each.written),
  ])
  return table(head, rows)
}

export function memoryTable(
  small: readonly Standing[],
  large: readonly Standing[],
  sizes: [string, string],
): string {
  const rows = large.flatMap(({ letter, title, peakMemory }) => {
    const before = small.find(each => each.letter === letter)?.peakMemory
    if (peakMemory === undefined || before === undefined) return []
    return [[`(${letter}) ${title}`, size(before), size(peakMemory), ratio(peakMemory / before)]]
  })
  return table(['peak memory of our process', ...sizes, 'ratio'], rows)
}

export function seconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1)
}

export function ratio(value: number): string {
  return value.toFixed(2)
}

export function size(bytes: number | undefined): string {
  return bytes === undefined ? '–' : formatSize(bytes)
}
