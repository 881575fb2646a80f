import type { Evaluation } from './evaluation.ts'

/** The comparison for programs, as docs/anomalies.md describes it; bounded as its lists are. Empty where nobody asked. */
export function anomalyJson(evaluation: Evaluation): string {
  switch (evaluation.kind) {
    case 'ignored':
      return ''
    case 'not evaluated':
      return JSON.stringify({ evaluated: false, why: evaluation.why })
    case 'evaluated': {
      const { policy, report } = evaluation
      return JSON.stringify({ evaluated: true, ...policy.thresholds, ...report })
    }
  }
}
