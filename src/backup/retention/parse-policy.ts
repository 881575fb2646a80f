import { isSeries } from '../names.ts'
import { type Parsed, parsed, quoted, refused } from '../parsed.ts'
import { type LegacyPattern, parseLegacyPattern } from './legacy-pattern.ts'
import { DEFAULT_POLICY, type LegacyRule, type Policy, type Rules } from './policy.ts'
import { mapEntries, RULE_NAMES, readRules, readText, unknown } from './read-rules.ts'
import { parseLegacyLifetime } from './read-values.ts'
import { unkeptClasses } from './unkept-classes.ts'
import { type Entry, type Mistake, readYaml } from './yaml-tree.ts'

const NAMES = [...RULE_NAMES, 'series', 'legacy-pattern', 'legacy']
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
  const told = mistakes.toSorted((one, other) => one.line - other.line)
  return refused([...new Set(told.map(({ line, message }) => `line ${line}: ${message}`))].join('; '))
}

function readPolicy(yaml: string, mistakes: Mistake[]): Policy {
  const tree = readYaml(yaml, mistakes)
  if (tree.kind === 'text' && tree.text === '') return DEFAULT_POLICY
  const entries = mapEntries(
    { name: 'policy', line: tree.line, value: tree },
    'rules such as keep-daily: 7',
    mistakes,
  )
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
    // What the rules of all series leave unkept is told once, there.
    if (unkeptClasses(base, [], line).length === 0) own.push(...unkeptClasses(rules, entries, line))
    mistakes.push(...own.map(mistake => ({ ...mistake, message: `series ${name}: ${mistake.message}` })))
    return [name, rules]
  })
}

function readLegacy(entries: readonly Entry[], mistakes: Mistake[]): LegacyRule | undefined {
  const patterns = entries.find(({ name }) => name === 'legacy-pattern')
  const lifetime = entries.find(({ name }) => name === 'legacy')
  const kept = lifetime && readText(lifetime, parseLegacyLifetime, mistakes)
  if (patterns) return { patterns: readPatterns(patterns, mistakes), lifetime: kept ?? LEGACY_KEPT }
  if (lifetime) {
    const message = 'legacy: no object is legacy without legacy-pattern; write it too, or leave this line out'
    mistakes.push({ line: lifetime.line, message })
  }
  return undefined
}

function readPatterns(entry: Entry, mistakes: Mistake[]): LegacyPattern[] {
  const values = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return values.flatMap(value => readText({ ...entry, value }, parseLegacyPattern, mistakes) ?? [])
}
