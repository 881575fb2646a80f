import { BACKUP_CLASSES } from '../catalog/backup-class.ts'
import { didYouMean } from '../core/closest.ts'
import { type Parsed, quoted } from '../core/parsed.ts'
import { type KeepCount, type KeepWithin, PERIODS, type Rules } from './policy.ts'
import { parseCount, parseLifetime, parseReach } from './read-values.ts'
import type { Entry, Mistake } from './yaml-tree.ts'

const COUNTED = ['last', ...PERIODS] as const
const WITHIN = ['all', ...PERIODS] as const
const withinName = (each: KeepWithin['each']): string => `keep-within${each === 'all' ? '' : `-${each}`}`

/** The names of rules that a policy may hold for all series, and for one. */
export const RULE_NAMES: readonly string[] = [
  'classes',
  ...COUNTED.map(each => `keep-${each}`),
  ...WITHIN.map(withinName),
]

/**
 * Reads the rules of a map, merged into others: what is written takes the place of the one rule, or of the one class,
 * that it names, and all others stay. In a series `none` takes a keep rule away.
 */
export function readRules(
  entries: readonly Entry[],
  base: Rules,
  ofSeries: boolean,
  mistakes: Mistake[],
): Rules {
  const find = (name: string): Entry | undefined => entries.find(each => each.name === name)
  const read = <T>(
    name: string,
    parse: (text: string) => Parsed<T>,
    inherited: T | undefined,
  ): T | undefined => {
    const entry = find(name)
    if (!entry) return inherited
    if (ofSeries && entry.value.kind === 'text' && entry.value.text === 'none') return undefined
    return readText(entry, parse, mistakes) ?? inherited
  }
  const isRetainable = COUNTED.flatMap((each): KeepCount[] => {
    const inherited = base.isRetainable.find(rule => rule.each === each)?.count
    const count = read(`keep-${each}`, parseCount, inherited)
    return count === undefined ? [] : [{ each, count }]
  })
  const within = WITHIN.flatMap((each): KeepWithin[] => {
    const span = read(withinName(each), parseReach, base.within.find(rule => rule.each === each)?.span)
    return span === undefined ? [] : [{ each, span }]
  })
  const classes = find('classes')
  return {
    classes: classes ? readClasses(classes, base.classes, mistakes) : base.classes,
    isRetainable,
    within,
  }
}

function readClasses(entry: Entry, base: Rules['classes'], mistakes: Mistake[]): Rules['classes'] {
  const classes = { ...base }
  for (const each of mapEntries(entry, 'a class and how long it is kept, such as daily: 30d', mistakes)) {
    const known = BACKUP_CLASSES.find(name => name === each.name)
    if (known === undefined) mistakes.push(unknown(each, BACKUP_CLASSES, 'is no class'))
    else classes[known] = readText(each, parseLifetime, mistakes) ?? base[known]
  }
  return classes
}

/** The value of an entry that is one text; undefined, and a mistake, where it can't be read. */
export function readText<T>(
  { line, name, value }: Entry,
  parse: (text: string) => Parsed<T>,
  mistakes: Mistake[],
): T | undefined {
  if (value.kind === 'unread') return undefined
  const result: Parsed<T> =
    value.kind === 'text' && value.text !== ''
      ? parse(value.text)
      : { ok: false, problem: 'needs one value; write it behind the colon, or leave the line out' }
  if (result.ok) return result.value
  mistakes.push({ line: value.kind === 'text' ? value.line : line, message: `${name}: ${result.problem}` })
  return undefined
}

/** The entries of a map; none, and a mistake, where it is not one. */
export function mapEntries(
  { line, name, value }: Entry,
  instead: string,
  mistakes: Mistake[],
): readonly Entry[] {
  if (value.kind === 'map') return value.entries
  if (value.kind === 'unread') return []
  mistakes.push({ line, message: `${name}: write ${instead}` })
  return []
}

/** What is said of a name that means nothing here. */
export function unknown({ line, name }: Entry, known: readonly string[], what: string): Mistake {
  const near = didYouMean(name, known)
  return {
    line,
    message: `${quoted(name)} ${what}${near === '' ? `; write one of ${known.join(', ')}` : near}`,
  }
}
