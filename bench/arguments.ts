import { parseArgs } from 'node:util'
import { MAJORS, type Major } from '../__tests__/support/postgres-binaries.ts'
import { parseSize } from '../src/core/sizes.ts'

export const STORES = ['sink', 'fauxqs', 'rgw'] as const
export type StoreKind = (typeof STORES)[number]

export const PARTS = ['backup', 'restore'] as const
export type Part = (typeof PARTS)[number]

/** What a machine's own housekeeping may take. */
export const UNDISTURBED = 0.05

export interface BenchArguments {
  /** What is measured. */
  readonly parts: readonly Part[]
  /** Of COPY text in the database, in bytes. */
  readonly size: number
  readonly major: Major
  readonly runs: number
  readonly s3: StoreKind
  /** The checkout whose committed bundle is measured. */
  readonly repository: string
  /** The share of the machine that others may have while something is measured: 0 to 1. */
  readonly disturbance: number
  /** Whether docs/benchmarks.md gets the result. */
  readonly write: boolean
}

/** Reads the command line of bench.ts. @throws Error that says what is wrong */
export function readBenchArguments(args: readonly string[], checkout: string): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      size: { type: 'string' },
      major: { type: 'string', default: '17' },
      runs: { type: 'string' },
      s3: { type: 'string', default: 'sink' },
      repository: { type: 'string', default: checkout },
      undisturbed: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  return {
    parts: values.only === undefined ? PARTS : [readPart(values.only)],
    size: readSize(values.size ?? (values.quick ? '50MB' : '1GB')),
    major: readMajor(values.major),
    runs: readCount(values.runs ?? (values.quick ? '1' : '3')),
    s3: readStore(values.s3),
    repository: values.repository,
    disturbance: values.undisturbed ? UNDISTURBED : 1,
    write: values.write,
  }
}

export function readSize(text: string): number {
  const size = parseSize(text)
  if (!size.ok) throw new Error(`--size: ${size.problem}`)
  return size.value
}

export function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`--runs: ${text} is not a whole number above 0`)
  return count
}

function readPart(text: string): Part {
  const part = PARTS.find(each => each === text)
  if (part === undefined) throw new Error(`--only: ${text} is none of ${PARTS.join(', ')}`)
  return part
}

function readMajor(text: string): Major {
  const major = MAJORS.find(each => String(each) === text)
  if (major === undefined) throw new Error(`--major: ${text} is none of ${MAJORS.join(', ')}`)
  return major
}

function readStore(text: string): StoreKind {
  const store = STORES.find(each => each === text)
  if (store === undefined) throw new Error(`--s3: ${text} is none of ${STORES.join(', ')}`)
  return store
}
