import { countOf, type Verification, type VerifyReport } from '../backup/verification.ts'
import type { Outputs } from './outputs.ts'

/** The longest list that is handed over: GitHub drops a job's outputs above 1 MB. Characters. */
const LONGEST_RESULT = 256 * 1024

/** Every output of the verify action, once. */
export const VERIFY_OUTPUTS: Outputs<VerifyReport> = {
  verified: {
    description: 'How many backups are what was stored.',
    read: report => countOf(report, 'verified'),
  },
  failed: {
    description: 'How many are not: missing, altered, truncated.',
    read: report => countOf(report, 'failed'),
  },
  'not-verified': {
    description: 'How many could not be looked at.',
    read: report => countOf(report, 'not verified'),
  },
  result: {
    description:
      'Each of them as JSON, `[{"key", "outcome", "code", "reason", "seconds"}]`, the worst first, then the newest. Cut after 256 kB.',
    read: ({ verifications }) => resultOf(verifications),
  },
}

function resultOf(verifications: readonly Verification[]): string {
  const entries: string[] = []
  let length = 2
  for (const { key, ms, outcome, problem } of verifications) {
    const why = problem && { code: problem.code, reason: problem.message }
    const entry = JSON.stringify({ key, outcome, ...why, seconds: ms / 1000 })
    length += entry.length + 1
    if (length > LONGEST_RESULT) break
    entries.push(entry)
  }
  return `[${entries.join(',')}]`
}
