import { describe, expect, it } from 'vitest'
import {
  chooseLoadStrategy,
  type LoadContext,
  type LoadOptions,
  type LoadStrategy,
} from '../../../../src/restore/plan/load-strategy.ts'

const GiB = 1024 ** 3
const ROOMY: LoadContext = {
  targetIsEmpty: true,
  format: 'custom',
  dumpBytes: GiB,
  inOrder: false,
  freeBytes: 10 * GiB,
  cores: 4,
}

function draft(
  loadOptions: Partial<LoadOptions>,
  context: Partial<LoadContext> = {},
): { readonly strategy: LoadStrategy; readonly warnings: readonly string[] } {
  return chooseLoadStrategy(
    { jobs: 'auto', singleTransaction: 'auto', ...loadOptions },
    { ...ROOMY, ...context },
  )
}

const ALL_OR_NOTHING: LoadStrategy = { kind: 'streamed', transaction: true }

describe('how a backup is loaded', () => {
  it('is by several sessions where it is large and nothing can be lost', () => {
    expect(draft({})).toEqual({ strategy: { kind: 'parallel', jobs: 4 }, warnings: [] })
    expect(draft({}, { cores: 64 }).strategy).toEqual({ kind: 'parallel', jobs: 8 })
  })

  it.each([
    ['the target holds something', { targetIsEmpty: false }],
    ['the backup is small', { dumpBytes: 1000 }],
    ['the disk has no room for it', { freeBytes: GiB }],
    ['there is one core', { cores: 1 }],
    ['its order matters', { inOrder: true }],
    ['it is SQL text', { format: 'plain' }],
  ] as const)('is in one transaction where %s', (_why, context) => {
    expect(draft({}, context)).toEqual({ strategy: ALL_OR_NOTHING, warnings: [] })
  })

  it('is in one transaction where that is asked for', () => {
    expect(draft({ singleTransaction: true }).strategy).toEqual(ALL_OR_NOTHING)
    expect(draft({ jobs: 1 }).strategy).toEqual(ALL_OR_NOTHING)
    expect(draft({ jobs: 1, singleTransaction: false }).strategy).toEqual({
      kind: 'streamed',
      transaction: false,
    })
  })

  it('is by as many sessions as were asked for, no matter what the target holds', () => {
    const strategy = { kind: 'parallel', jobs: 3 }
    expect(draft({ jobs: 3 }, { targetIsEmpty: false, dumpBytes: 10 })).toEqual({ strategy, warnings: [] })
  })

  it('falls back to one session with a warning, where several were asked for and cannot be', () => {
    const full = draft({ jobs: 3 }, { freeBytes: GiB })
    expect(full.strategy).toEqual(ALL_OR_NOTHING)
    expect(full.warnings).toEqual([
      'jobs: 3 needs 1.25 GB of disk and 1 GB are free: the backup is streamed instead',
    ])
    const inOrder = draft({ jobs: 3 }, { inOrder: true })
    expect(inOrder.strategy).toEqual(ALL_OR_NOTHING)
    expect(inOrder.warnings).toHaveLength(1)
    const plain = draft({ jobs: 3 }, { format: 'plain' })
    expect(plain.strategy).toEqual(ALL_OR_NOTHING)
    expect(plain.warnings).toHaveLength(1)
  })
})
