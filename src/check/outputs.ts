import type { Outputs } from '../action/outputs.ts'
import { type CheckReport, countOf, outcomeOf, serializeCheck } from './check-report.ts'
import { serializeLeastPrivilege } from './least-privilege/least-privilege.ts'

/** Every output of the check action, once. */
export const CHECK_OUTPUTS: Outputs<CheckReport> = {
  outcome: {
    description:
      '`ok`, `warning` (a backup works, and somebody should look at something), or `failed` (a backup would fail, and so does the step).',
    read: outcomeOf,
  },
  failed: {
    description: 'How many findings a backup would fail by.',
    read: report => countOf(report, 'failed'),
  },
  warnings: {
    description: 'How many findings are warnings.',
    read: report => countOf(report, 'warning'),
  },
  report: {
    description:
      'JSON: `outcome`, `database`, `location`, `findings` (each with `area`, `what`, `outcome`, `message`, and if it is not `ok` its `fix` and `code`), and `estimate` in bytes and milliseconds.',
    words: true,
    read: serializeCheck,
  },
  'least-privilege': {
    description:
      'JSON, with `least-privilege: true`: `grants` (statements of SQL), and `policies` (`writer`, `pruner`, `restorer`, as IAM takes them); empty without.',
    read: ({ leastPrivilege }) => (leastPrivilege ? serializeLeastPrivilege(leastPrivilege) : ''),
  },
}
