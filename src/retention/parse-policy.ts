import { BACKUP_CLASSES } from '../catalog/backup-class.ts'
import { LEGACY_KINDS } from '../catalog/legacy/legacy-kind.ts'
import { parseLegacyPattern } from '../catalog/legacy/legacy-pattern.ts'
import { isSeries } from '../catalog/names.ts'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import { DEFAULT_POLICY, type LegacyRule, type Policy, type Rules } from './policy.ts'
import { mapEntries, RULE_NAMES, readRules, readText, unknown } from './read-rules.ts'
import { parseLegacyLifetime } from './read-values.ts'
import type { Span } from './span.ts'
import { type Entry, type Mistake, readYaml } from './yaml-tree.ts'

const NAMES = [...RULE_NAMES, 'series', 'legacy-pattern', 'legacy', 'legacy-retired']
const LEGACY_AGES = ['default', ...LEGACY_KINDS] as const
type LegacyAge = (typeof LEGACY_AGES)[number]
/** Each mistake has one line. */
const SUCH_AS =
  'lines such as "classes: { pre-deploy: 7d, daily: 30d, weekly: 90d, monthly: forever }" and "keep-last: 3"'
/** As long as the runbooks' clean-up keeps everything. */
const LEGACY_KEPT = { years: 0, months: 0, days: 90, hours: 0 }

/**
 * Reads a retention policy as YAML: `classes`, restic's `keep-…` rules, `series` with rules of their own, and
 * `legacy-pattern` with `legacy`. What is written is merged into the default policy, and what is written for a series into
 * that: rule by rule, and class by class.
 * @returns the policy, or all that is wrong with it, each with its line
 */
export function parsePolicy(yaml: string): Parsed<Policy> {
  const mistakes: Mistake[] = []
  const policy = readPolicy(yaml, mistakes)
  if (mistakes.length === 0) return parsed(policy)
  const sorted = mistakes.toSorted((one, other) => one.line - other.line)
  return refused([...new Set(sorted.map(({ line, message }) => `line ${line}: ${message}`))].join('; '))
}

function readPolicy(yaml: string, mistakes: Mistake[]): Policy {
  const tree = readYaml(yaml, mistakes)
  if (tree.kind === 'text' && tree.text === '') return DEFAULT_POLICY
  if (tree.kind === 'text') {
    mistakes.push({ line: tree.line, message: `${quoted(tree.text)} is no policy; write ${SUCH_AS}` })
    return DEFAULT_POLICY
  }
  const entries = mapEntries({ name: 'a policy', line: tree.line, value: tree }, SUCH_AS, mistakes)
  mistakes.push(
    ...entries.filter(each => !NAMES.includes(each.name)).map(each => unknown(each, NAMES, 'is no rule')),
  )
  const rules = readRules(entries, DEFAULT_POLICY.rules, false, mistakes)
  mistakes.push(...unkeptClasses(rules, entries, tree.line))
  const series = entries.find(({ name }) => name === 'series')
  return {
    rules,
    series: new Map(series ? readSeries(series, rules, mistakes) : []),
    legacy: readLegacy(entries, mistakes),
  }
}

function readSeries(entry: Entry, base: Rules, mistakes: Mistake[]): [string, Rules][] {
  return mapEntries(entry, "the series' names, and below each its rules", mistakes).map(each => {
    const { line, name } = each
    if (!isSeries(name)) {
      const message = `${quoted(name)} can't be a series; write the name of its folder in the store, such as shop`
      mistakes.push({ line, message })
    }
    const entries = mapEntries(each, 'rules such as keep-last: 10 below it', mistakes)
    const strange = entries.filter(rule => !RULE_NAMES.includes(rule.name))
    const own: Mistake[] = strange.map(rule => unknown(rule, RULE_NAMES, 'is no rule of a series'))
    const rules = readRules(entries, base, true, own)
    // What the rules of all series leave unkept is reported once, there.
    if (unkeptClasses(base, [], line).length === 0) own.push(...unkeptClasses(rules, entries, line))
    mistakes.push(...own.map(mistake => ({ ...mistake, message: `series ${name}: ${mistake.message}` })))
    return [name, rules]
  })
}

function readLegacy(entries: readonly Entry[], mistakes: Mistake[]): LegacyRule | undefined {
  const find = (name: string): Entry | undefined => entries.find(each => each.name === name)
  const patterns = find('legacy-pattern')
  const [lifetime, retired] = [find('legacy'), find('legacy-retired')]
  const ages = lifetime ? readAges(lifetime, mistakes) : new Map<LegacyAge, Span | 'forever'>()
  const names = retired ? readList(retired, parseRetired, mistakes) : []
  if (patterns) {
    return {
      patterns: readList(patterns, parseLegacyPattern, mistakes),
      lifetime: ages.get('default') ?? LEGACY_KEPT,
      byKind: new Map(
        LEGACY_KINDS.flatMap(kind => {
          const kept = ages.get(kind)
          return kept === undefined ? [] : [[kind, kept] as const]
        }),
      ),
      retired: new Set(names),
    }
  }
  for (const { line, name } of [lifetime, retired].filter(each => each !== undefined))
    mistakes.push({
      line,
      message: `${name}: no object is legacy without legacy-pattern; write it too, or leave this line out`,
    })
  return undefined
}

/** `legacy: 90d`, or an age for each kind: `legacy: { pre-deploy: 7d, default: 90d }`. */
function readAges(entry: Entry, mistakes: Mistake[]): Map<LegacyAge, Span | 'forever'> {
  const ages = new Map<LegacyAge, Span | 'forever'>()
  const all = entry.value.kind === 'map' ? entry.value.entries : [{ ...entry, name: 'default' }]
  for (const each of all) {
    const kind = LEGACY_AGES.find(name => name === each.name)
    if (kind === undefined) {
      const unknownKind = unknown(each, LEGACY_AGES, 'is no kind of legacy objects')
      mistakes.push({ ...unknownKind, message: `legacy: ${unknownKind.message}` })
      continue
    }
    const kept = readText({ ...each, name: 'legacy' }, parseLegacyLifetime, mistakes)
    if (kept !== undefined) ages.set(kind, kept)
  }
  return ages
}

function parseRetired(text: string): Parsed<string> {
  const name = text.replace(/^\/+|\/+$/g, '')
  return /[*?]/.test(name)
    ? refused(
        `${quoted(text)} is a pattern; write the folders and the name before the time, such as tables/shop_projects`,
      )
    : parsed(name)
}

/** The values of an entry that is one text, or a list of them. */
function readList<T>(entry: Entry, parse: (text: string) => Parsed<T>, mistakes: Mistake[]): T[] {
  const values = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return values.flatMap(value => readText({ ...entry, value }, parse, mistakes) ?? [])
}

/**
 * Classes that nothing keeps: `none`, and no keep rule is there, or none that counts them. restic refuses to apply an
 * empty policy likewise.
 * @param entries where the rules were written
 * @param line of all of them, for what was written elsewhere
 */
function unkeptClasses(
  { classes, isRetainable, within }: Rules,
  entries: readonly Entry[],
  line: number,
): Mistake[] {
  const written = entries.find(({ name }) => name === 'classes')?.value
  // One that cannot be read is reported by itself.
  const keepsAny = isRetainable.length + within.length > 0 || entries.some(isKeepRule)
  return BACKUP_CLASSES.filter(each => classes[each] === 'none').flatMap((each): Mistake[] => {
    const own = written?.kind === 'map' ? written.entries.find(({ name }) => name === each) : undefined
    const at = own?.line ?? line
    if (each === 'pre-restore')
      return [
        { line: at, message: 'pre-restore: keep rules do not count these backups; write a time such as 30d' },
      ]
    if (keepsAny) return []
    return [
      {
        line: at,
        message: `${each}: none, and no keep rule keeps these backups; write one, or a time such as 30d`,
      },
    ]
  })
}

function isKeepRule({ name, value }: Entry): boolean {
  return name.startsWith('keep-') && value.kind === 'text' && value.text !== 'none'
}
