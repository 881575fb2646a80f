import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import { DEFAULT_POLICY, type Policy, rulesFor } from '../../../src/retention/policy.ts'
import { formatSpan } from '../../../src/retention/span.ts'

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

/** What is wrong with a policy, each mistake apart. */
function mistakes(yaml: string): string[] {
  const policy = parsePolicy(yaml)
  return policy.ok ? [] : policy.problem.split(/; (?=line \d)/)
}

function classesOf(policy: Policy, series: string): Record<string, string> {
  const { classes } = rulesFor(policy, series)
  return Object.fromEntries(
    Object.entries(classes).map(([name, kept]) => [name, typeof kept === 'string' ? kept : formatSpan(kept)]),
  )
}

const DEFAULTS = {
  manual: '90 days',
  daily: '30 days',
  weekly: '90 days',
  monthly: 'forever',
  'pre-deploy': '7 days',
  'post-release': '30 days',
  'pre-restore': '30 days',
}

describe('a policy', () => {
  it('is the runbooks’ own where nothing is written', () => {
    for (const nothing of ['', '\n', '# later', '---\n']) {
      expect(policyOf(nothing)).toEqual(DEFAULT_POLICY)
      expect(classesOf(policyOf(nothing), 'shop')).toEqual(DEFAULTS)
    }
  })

  it('is read as it would be written', () => {
    const policy = policyOf(`
classes: { pre-deploy: 7d, daily: 3w, weekly: 1y6m, monthly: forever, manual: 36h }
keep-last: 3
keep-within: 14d        # of the newest
keep-daily: '7'
keep-yearly: unlimited
keep-within-hourly: 2d
legacy-pattern: "*_YYYYMMDD_HHMMSS*"
legacy: 1y
`)
    const own = { daily: '21 days', weekly: '1 year and 6 months', manual: '36 hours' }
    expect(classesOf(policy, 'shop')).toEqual({ ...DEFAULTS, ...own })
    expect(policy.rules.isRetainable).toEqual([
      { each: 'last', count: 3 },
      { each: 'daily', count: 7 },
      { each: 'yearly', count: Infinity },
    ])
    expect(policy.rules.within.map(({ each, span }) => `${each} ${formatSpan(span)}`)).toEqual([
      'all 14 days',
      'hourly 2 days',
    ])
    expect(policy.legacy?.patterns.map(({ text }) => text)).toEqual(['*_YYYYMMDD_HHMMSS*'])
    expect(policy.legacy?.lifetime).toEqual({ years: 1, months: 0, days: 0, hours: 0 })
  })

  it('is read from the example of docs/retention.md, which says every default', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../../docs/retention.md'), 'utf8')
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(text) ?? []
    expect(classesOf(policyOf(example), 'shop')).toEqual({ ...DEFAULTS, daily: '60 days' })
    const rows = [...text.matchAll(/^\| (`[a-z`, -]+`) \| `(\w+)` \|/gm)]
    const told = rows.flatMap(([, names = '', kept]) =>
      names.split(', ').map(name => `${name.slice(1, -1)}: ${kept}`),
    )
    expect(told).toHaveLength(Object.keys(DEFAULTS).length)
    expect(policyOf(`classes: { ${told.join(', ')} }`)).toEqual(DEFAULT_POLICY)
  })

  it('is merged for a series, rule by rule and class by class', () => {
    const policy = policyOf(`
keep-last: 3
keep-daily: 7
classes:
  weekly: 120d
series:
  shop:
    keep-last: 10
    keep-daily: none
    keep-monthly: 12
    classes: { daily: 60d }
`)
    expect(rulesFor(policy, 'shop').isRetainable).toEqual([
      { each: 'last', count: 10 },
      { each: 'monthly', count: 12 },
    ])
    expect(classesOf(policy, 'shop')).toEqual({ ...DEFAULTS, weekly: '120 days', daily: '60 days' })
    expect(rulesFor(policy, 'crm')).toBe(policy.rules)
    expect(classesOf(policy, 'crm')).toEqual({ ...DEFAULTS, weekly: '120 days' })
  })

  it('takes several patterns, and keeps what they name as long as the runbooks do', () => {
    const { legacy } = policyOf('legacy-pattern:\n- "*_YYYYMMDD_HHMMSS*"\n- db-YYYY-MM-DD.sql.gz')
    expect(legacy?.patterns).toHaveLength(2)
    expect(legacy?.lifetime).toMatchObject({ days: 90 })
  })

  it('takes an age for each kind of legacy objects, and the names that are given up', () => {
    const { legacy } = policyOf(
      'legacy-pattern: "*_YYYYMMDD*"\nlegacy: { pre-deploy: 7d, schema: forever, default: 60d }\nlegacy-retired: [tables/shop_projects, /old/shop/]',
    )
    expect(legacy?.lifetime).toMatchObject({ days: 60 })
    expect([...(legacy?.byKind ?? [])]).toEqual([
      ['pre-deploy', { years: 0, months: 0, days: 7, hours: 0 }],
      ['schema', 'forever'],
    ])
    expect([...(legacy?.retired ?? [])]).toEqual(['tables/shop_projects', 'old/shop'])
  })
})

describe('mistakes in a policy', () => {
  it('are all reported at once, each with its line and what to write instead', () => {
    expect(
      mistakes(`classes: { daily: 30, dayly: 1d, weekly: 0d }
keep-hourly: 0
keep-dayly: 3
keep-last: 7d
keep-last: 3
keep-monthly: -2
keep-yearly: 1.5
keep-within: 14
keep-within-weekly: -4d
keep-within-daily: two weeks
keep-weekly:
legacy: 90d
series:
  "sh op": { keep-last: 3 }
  crm:
  erp: { keep-lost: 3 }
`),
    ).toEqual([
      'line 1: daily: "30" has no unit; write 30d for days, or forever',
      'line 1: "dayly" is no class; did you mean daily?',
      'line 1: weekly: "0d" keeps nothing; write none to leave these backups to the keep rules',
      'line 2: keep-hourly: "0" keeps nothing; write 1 or more, or leave the line out',
      'line 3: "keep-dayly" is no rule; did you mean keep-daily?',
      'line 4: keep-last: "7d" is a length of time, and this counts backups; write a number such as 7, or keep-within',
      'line 5: "keep-last" is written twice, first on line 4; write it once',
      'line 6: keep-monthly: "-2" won\'t do; write a whole number from 1 to 999999, or unlimited',
      'line 7: keep-yearly: "1.5" is no number; write a whole number such as 7, or unlimited',
      'line 8: keep-within: "14" has no unit; write 14d for days',
      'line 9: keep-within-weekly: "-4d" keeps nothing; write a time such as 14d, or leave the line out',
      'line 10: keep-within-daily: "two weeks" is no length of time; write a number and h, d, w, m (months) or y, such as 30d or 1y6m',
      'line 11: keep-weekly: needs one value; write it behind the colon, or leave the line out',
      'line 12: legacy: no object is legacy without legacy-pattern; write it too, or leave this line out',
      'line 14: "sh op" can\'t be a series; write the name of its folder in the store, such as shop',
      'line 15: crm: write rules such as keep-last: 10 below it',
      'line 16: series erp: "keep-lost" is no rule of a series; did you mean keep-last?',
    ])
  })

  it.each([
    ['no YAML', 'keep-last: [1', 'line 1: "'],
    [
      'ages alone',
      '7d,30d',
      'line 1: "7d,30d" is no policy; write lines such as "classes: { pre-deploy: 7d, daily: 30d, weekly: 90d, monthly: forever }" and "keep-last: 3"',
    ],
    ['a number', '30', 'line 1: "30" is no policy; write lines such as "classes: {'],
    [
      'a kind of legacy objects that there is not',
      'legacy-pattern: "*YYYYMMDD*"\nlegacy: { predeploy: 7d }',
      'line 2: legacy: "predeploy" is no kind of legacy objects; did you mean pre-deploy?',
    ],
    [
      'a pattern of names that are given up',
      'legacy-pattern: "*YYYYMMDD*"\nlegacy-retired: "tables/*"',
      'line 2: legacy-retired: "tables/*" is a pattern; write the folders',
    ],
    [
      'names given up without a pattern',
      'legacy-retired: shop',
      'line 1: legacy-retired: no object is legacy',
    ],
    ['two colons', 'keep-last: x: 3', 'line 1: two colons on one line; write each rule on a line of its own'],
    ['tabs', 'classes:\n\tdaily: 3d', 'line 2: a tab begins the line; indent with spaces'],
    ['tags', 'keep-last: !!int 3', 'line 1: a tag stands here; write the value without it'],
    ['several documents', 'keep-last: 3\n---\nkeep-last: 4', 'line 2: a second document begins here'],
    [
      'a star without quotes',
      'legacy-pattern: *_YYYYMMDD',
      'line 1: what begins with a star needs quotes; write "*',
    ],
    ['an anchor', 'keep-last: &three 3', 'line 1: &three is an anchor, which is not read'],
    ['a list', '- keep-last: 3', 'line 1: a policy: write lines such as'],
    ['a text', 'keep-last', 'line 1: "keep-last" is no policy; write lines such as'],
    [
      'what is nested too deeply',
      `x: ${'['.repeat(5000)}${']'.repeat(5000)}`,
      'line 1: this is nested too deeply',
    ],
    [
      'a reach that no date has',
      'keep-within: 5000y',
      'line 1: keep-within: "5000y" is too long; write at most 1000y',
    ],
    [
      'a lifetime that no date has',
      'classes: { daily: 5000y }',
      'line 1: daily: "5000y" is too long; write at most 1000y, or forever',
    ],
    ['what is too long', '#'.repeat(70_000), 'line 1: the text is longer than 65536 characters'],
    [
      'a legacy rule that keeps nothing',
      'legacy-pattern: YYYYMMDD\nlegacy: none',
      'line 2: legacy: none keeps',
    ],
    ['a folder', 'legacy-pattern: a/YYYYMMDD', 'line 1: legacy-pattern: "a/YYYYMMDD" has a folder in it'],
    [
      'a pattern without a day',
      'legacy-pattern: "*_YYYYMM*"',
      'line 1: legacy-pattern: "*_YYYYMM*" does not say',
    ],
    [
      'a year twice',
      'legacy-pattern: YYYYMMDD-YYYY',
      'line 1: legacy-pattern: "YYYYMMDD-YYYY" has the YYYY twice',
    ],
    [
      'many stars',
      'legacy-pattern: "*a*b*c*YYYYMMDD"',
      'line 1: legacy-pattern: "*a*b*c*YYYYMMDD" has more than 3',
    ],
  ])('are notified of %s', (_what, yaml, told) => {
    const [first = '', ...others] = mistakes(yaml)
    expect(first.slice(0, told.length)).toBe(told)
    expect(others).toEqual([])
  })

  it('are notified of classes that nothing would keep, where that was written', () => {
    expect(mistakes('keep-last: 3\nclasses: { daily: none }')).toEqual([])
    expect(
      mistakes('classes:\n  manual: 3d\n  daily: none\nseries: { shop: { classes: { daily: 2d } } }'),
    ).toEqual(['line 3: daily: none, and no keep rule keeps these backups; write one, or a time such as 30d'])
    expect(mistakes('keep-last: 3\nclasses: { daily: none }\nseries:\n  shop: { keep-last: none }')).toEqual([
      'line 4: series shop: daily: none, and no keep rule keeps these backups; write one, or a time such as 30d',
    ])
    expect(mistakes('keep-last: 3\nclasses: { pre-restore: none }')).toEqual([
      'line 2: pre-restore: keep rules do not count these backups; write a time such as 30d',
    ])
  })

  it('are reported without unfolding what a few lines can stand for', () => {
    const levels = Array.from({ length: 30 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x]' : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
    )
    expect(mistakes(levels.join('\n')).filter(told => told.includes('is an anchor'))).toHaveLength(30)
  })

  it('never are a fault of ours, regardless of the text', () => {
    const pieces = [
      'keep-last',
      'classes',
      'series',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '"',
      "'",
      '3',
      '7d',
    ]
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...pieces, '? ', '|', '!!x ', '#', '---\n', '\t') }),
    )
    fc.assert(
      fc.property(texts, text => {
        expect(mistakes(text).every(told => /^line \d+: \S/.test(told))).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })
})
