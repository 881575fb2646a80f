import { describe, expect, it } from 'vitest'
import {
  type LoadCircumstances,
  type LoadCourse,
  type LoadWishes,
  loadCourse,
} from '../../../../src/restore/plan/load-strategy.ts'

const GiB = 1024 ** 3
const ROOMY: LoadCircumstances = {
  targetIsEmpty: true,
  format: 'custom',
  dumpBytes: GiB,
  inOrder: false,
  freeBytes: 10 * GiB,
  cores: 4,
}

function settled(
  wishes: Partial<LoadWishes>,
  circumstances: Partial<LoadCircumstances> = {},
): { readonly course: LoadCourse; readonly warnings: readonly string[] } {
  return loadCourse({ jobs: 'auto', singleTransaction: 'auto', ...wishes }, { ...ROOMY, ...circumstances })
}

const ALL_OR_NOTHING: LoadCourse = { kind: 'streamed', transaction: true }

describe('how a backup is loaded', () => {
  it('is by several sessions where it is large and nothing can be lost', () => {
    expect(settled({})).toEqual({ course: { kind: 'parallel', jobs: 4 }, warnings: [] })
    expect(settled({}, { cores: 64 }).course).toEqual({ kind: 'parallel', jobs: 8 })
  })

  it.each([
    ['the target holds something', { targetIsEmpty: false }],
    ['the backup is small', { dumpBytes: 1000 }],
    ['the disk has no room for it', { freeBytes: GiB }],
    ['there is one core', { cores: 1 }],
    ['its order matters', { inOrder: true }],
    ['it is SQL text', { format: 'plain' }],
  ] as const)('is in one transaction where %s', (_why, circumstances) => {
    expect(settled({}, circumstances)).toEqual({ course: ALL_OR_NOTHING, warnings: [] })
  })

  it('is in one transaction where that is asked for', () => {
    expect(settled({ singleTransaction: true }).course).toEqual(ALL_OR_NOTHING)
    expect(settled({ jobs: 1 }).course).toEqual(ALL_OR_NOTHING)
    expect(settled({ jobs: 1, singleTransaction: false }).course).toEqual({
      kind: 'streamed',
      transaction: false,
    })
  })

  it('is by as many sessions as were asked for, whatever the target holds', () => {
    const course = { kind: 'parallel', jobs: 3 }
    expect(settled({ jobs: 3 }, { targetIsEmpty: false, dumpBytes: 10 })).toEqual({ course, warnings: [] })
  })

  it('falls back to one session with a warning, where several were asked for and cannot be', () => {
    const full = settled({ jobs: 3 }, { freeBytes: GiB })
    expect(full.course).toEqual(ALL_OR_NOTHING)
    expect(full.warnings).toEqual([
      'jobs: 3 needs 1.25 GB of disk and 1 GB are free: the backup is streamed instead',
    ])
    const inOrder = settled({ jobs: 3 }, { inOrder: true })
    expect(inOrder.course).toEqual(ALL_OR_NOTHING)
    expect(inOrder.warnings).toHaveLength(1)
    const plain = settled({ jobs: 3 }, { format: 'plain' })
    expect(plain.course).toEqual(ALL_OR_NOTHING)
    expect(plain.warnings).toHaveLength(1)
  })
})
