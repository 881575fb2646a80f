import type { SequenceValue } from './fingerprint.ts'

const SEQUENCE_SET = /^SELECT pg_catalog\.setval\('(.*)', (-?\d+), (true|false)\);$/s

/** What a `SELECT pg_catalog.setval(…);` statement of pg_dump sets; undefined for any other text. */
export function parseSequenceSet(statement: string): SequenceValue | undefined {
  const [, sequence, value, called] = SEQUENCE_SET.exec(statement) ?? []
  if (sequence === undefined || value === undefined) return undefined
  return { sequence: sequence.replaceAll("''", "'"), value, called: called === 'true' }
}
