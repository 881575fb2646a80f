import { describe, expect, it } from 'vitest'
import { BackupError, type Explanation } from '../../../../src/core/errors.ts'
import { formatSize } from '../../../../src/core/sizes.ts'
import { reasonsToFail } from '../../../../src/restore/failure-reasons.ts'
import { RESTORE_OUTPUTS } from '../../../../src/restore/outputs.ts'
import type { RestoreReport } from '../../../../src/restore/report.ts'
import { restoreSummary } from '../../../../src/restore/summary/summary.ts'
import { entry, RESTORED } from '../restore-example.ts'

const WHERE = {
  location: 's3://my-backups/shop',
  url: (key: string) => `s3://my-backups/shop/${key}`,
  endpoint: undefined,
  openCommand: (file: string) => `age -d -i key.txt -o opened ${file}`,
}
const LIMIT = 1024 * 1024

function explanations(report: RestoreReport): Explanation[] {
  return reasonsToFail(report).filter(reason => reason instanceof BackupError)
}

function summary(instead: Partial<RestoreReport>): string {
  const report = { ...RESTORED, ...instead }
  return restoreSummary(report, explanations(report), WHERE)
}

const refusal = new BackupError({
  kind: 'refusal',
  code: 'restore-target-not-empty',
  message: 'staging holds 3 tables.',
  hint: 'Write allow: not-empty.',
})

describe('the summary of a restore', () => {
  it('says what was restored, that it is equal, and the way back', () => {
    const text = summary({})
    expect(text).toContain('## ✅ Restored and proven')
    expect(text).toContain('**12 rows in 1 of 1 tables are equal**')
    expect(text).toContain('from: staging/pre-restore/staging_backup_20261122_030700_pre-restore.dump\n')
    expect(text).toContain('confirm: "staging"')
    expect(text).toContain('no-owner: false\nno-acl: false\n')
    expect(text).toMatch(/what was written between then and the load is neither in it nor in the target/)
    expect(text).toContain('aws s3 cp s3://my-backups/shop/staging/pre-restore/')
    expect(text).toContain('age -d -i key.txt')
    expect(text).not.toContain('proof was taken before')
  })

  it('says sizes: of the tables that are equal, and of the database', () => {
    const [table] = RESTORED.manifest.fingerprint.tables
    const text = summary({})
    expect(text).toContain(`tables are equal**, ${formatSize(table?.bytes ?? 0)} of data`)
    expect(text).toContain(`the database is ${formatSize(9_000_000)} now`)
  })

  it('has nothing to undo where nothing was changed', () => {
    const text = summary({
      outcome: 'failed',
      failure: { errors: [refusal], target: 'unchanged' },
      after: undefined,
    })
    expect(text).toContain('nothing has to be undone')
    expect(text).not.toContain('confirm:')
  })

  it('says in a dry run what would be done, and changes no tense', () => {
    const text = summary({
      outcome: 'planned',
      dryRun: true,
      preRestore: { kind: 'to be made' },
      comparison: undefined,
      afterCare: [],
    })
    expect(text).toContain('nothing stands in the way, nothing was changed')
    expect(text).toContain('index 1, table 1, table data 1')
    expect(text).toContain('<code>table public.orders</code>')
    expect(text).toContain('| Backup of the target first | yes |')
    expect(text).not.toContain('The way back')
    expect(text).not.toContain('The proof')
  })

  it('says each refusal with its next step, first', () => {
    const text = summary({ outcome: 'refused', plan: undefined, strategy: undefined, refusals: [refusal] })
    expect(text).toMatch(
      /## ❌ Restore refused: nothing was changed\n\n- staging holds 3 tables\. \*\*What to do:\*\* Write allow: not-empty\./,
    )
    expect(text).toContain('No plan could be made.')
  })

  it('has three words for what is not equal, the worst first', () => {
    const compared = (name: string, outcome: 'equal' | 'different' | 'skipped' | 'not verified') =>
      ({ schema: 'public', name, outcome, rows: 1, what: outcome === 'equal' ? undefined : 'why' }) as const
    const text = summary({
      outcome: 'different',
      comparison: {
        tables: [
          compared('a', 'equal'),
          compared('b', 'skipped'),
          compared('c', 'not verified'),
          compared('d', 'different'),
        ],
        differences: ['public.d has 2 rows, expected 1'],
        skipped: ['public.b: was not asked for'],
        notVerified: ['definitions: other pg_dump'],
        missing: 0,
      },
    })
    expect(text).toContain('public.d has 2 rows, expected 1')
    expect(text).toContain('restore-differs')
    const order = ['❌ different |', '⚠️ not verified |', '⏭️ skipped |', '✅ equal |'].map(word =>
      text.indexOf(word),
    )
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(order.every(place => place > 0)).toBe(true)
  })

  it('says when data may be unmasked, and that the proof came before masking', () => {
    const text = summary({
      outcome: 'failed',
      afterCare: [{ what: 'post-restore-sql', outcome: 'failed', lines: [] }],
      failure: { errors: [refusal], target: 'loaded' },
    })
    expect(text).toContain('may hold data that is not masked')
    expect(text).toContain('The proof was taken before post-restore-sql.')
    expect(text.indexOf('not masked')).toBeLessThan(text.indexOf('### The plan'))
  })

  it.each([
    ['unchanged', 'Nothing was changed in staging'],
    ['sequences set', 'staging is as it was before, except sequences'],
    ['partly loaded', 'staging may hold a part of the backup'],
    ['unknown', 'is not known'],
  ] as const)('says in which state a failure has left the target: %s', (target, words) => {
    const text = summary({ outcome: 'failed', comparison: undefined, failure: { errors: [refusal], target } })
    expect(text).toContain(words)
    expect(text).toContain('The way back')
  })

  it('stays below the limit however much there is to say, and lets no name break out', () => {
    const many = Array.from({ length: 20_000 }, (_, id) =>
      entry(id + 1, 'TABLE', `<b>|\n${'x'.repeat(60)}${id}`),
    )
    const { plan } = RESTORED
    if (!plan) throw new Error('no plan')
    const tables = many.map(
      ({ name }) => ({ schema: 'a|b', name, outcome: 'different', rows: 1, what: '`' }) as const,
    )
    const text = summary({
      plan: { ...plan, load: many, skip: many.map(each => ({ entry: each, why: '<i>' })) },
      comparison: {
        tables,
        differences: many.map(({ name }) => name),
        skipped: [],
        notVerified: [],
        missing: 0,
      },
    })
    expect(Buffer.byteLength(text)).toBeLessThan(LIMIT)
    expect(text).not.toMatch(/<b>|<i>/)
  })
})

describe('the outputs of a restore', () => {
  const outputs = (instead: Partial<RestoreReport>): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(RESTORE_OUTPUTS).map(([name, { read }]) => [name, read({ ...RESTORED, ...instead })]),
    )

  it('are the facts of it', () => {
    expect(outputs({})).toMatchObject({
      outcome: 'proven',
      database: 'staging',
      tables: 1,
      rows: 12,
      'pre-restore-key': 'staging/pre-restore/staging_backup_20261122_030700_pre-restore.dump',
      'use-list': '',
      'duration-seconds': '2.0',
    })
  })

  it('hold the plan, and in a dry run its list, for editing', () => {
    const { plan, 'use-list': list } = outputs({ dryRun: true, refusals: [refusal] })
    expect(JSON.parse(String(plan))).toMatchObject({
      load: 3,
      drops: ['table public.orders'],
      refusals: [{ code: 'restore-target-not-empty' }],
    })
    expect(list).toBe(
      '1; TABLE public orders me\n2; TABLE DATA public orders me\n3; INDEX public orders_key me\n',
    )
  })

  it('hold no part of a list that is too long', () => {
    const { plan } = RESTORED
    const load = Array.from({ length: 20_000 }, (_, id) => entry(id + 1, 'TABLE', 'a'.repeat(30)))
    expect(outputs({ dryRun: true, plan: plan && { ...plan, load } })['use-list']).toBe('')
  })
})
