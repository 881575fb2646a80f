import type { Judgement } from './judgement.ts'

/** The comparison for programs, as docs/anomalies.md describes it; bounded as its lists are. Empty where nobody asked. */
export function anomalyJson(judgement: Judgement): string {
  switch (judgement.kind) {
    case 'ignored':
      return ''
    case 'not judged':
      return JSON.stringify({ judged: false, why: judgement.why })
    case 'judged': {
      const { policy, report } = judgement
      return JSON.stringify({ judged: true, ...policy.thresholds, ...report })
    }
  }
}
