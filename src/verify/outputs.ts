import { fittingList, type Outputs } from '../action/outputs.ts'
import { countOf, type Verification, type VerifyReport } from './report.ts'

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
      'Each of them as JSON, `[{"key", "outcome", "code", "reason", "seconds"}]`, the worst first, then the newest. Cut after 100 kB.',
    words: true,
    read: ({ verifications }) => resultOf(verifications),
  },
}

function resultOf(verifications: readonly Verification[]): string {
  return fittingList(
    verifications.map(({ key, ms, outcome, problem }) => ({
      key,
      outcome,
      ...(problem && { code: problem.code, reason: problem.message }),
      seconds: ms / 1000,
    })),
  )
}
