import { expect, it } from 'vitest'
import type { CheckReport } from '../../../src/check/check-report.ts'
import { SUBJECTS } from '../../../src/check/evaluate/subjects.ts'
import { failed, fine, skipped, warned } from '../../../src/check/finding.ts'
import { bucketPolicies } from '../../../src/check/least-privilege/policies.ts'
import { checkSummary } from '../../../src/check/summary.ts'

const report: CheckReport = {
  ...{ database: 'u@h:5432/d', location: 's3://b/p', estimate: undefined, leastPrivilege: undefined },
  findings: [fine(SUBJECTS.signIn, 'u@h|x.'), skipped(SUBJECTS.size, 'Not known.')],
}

it('is one table, no matter what stands in it', () => {
  const summary = checkSummary(report)
  expect(summary).toContain('## ✅ Check: a backup would work\n')
  expect(summary).toContain('| ✅ | database: Sign-in | u&#64;h&#124;x. |')
  expect(summary).toContain('| ➖ | database: Size | Not known. |')
})

it('says with each failure and warning what to do', () => {
  const problem = { kind: 'database', code: 'table-denied', message: 'No.', hint: 'Run GRANT.' } as const
  const findings = [failed(SUBJECTS.privileges, problem), warned(SUBJECTS.locks, 'Held.', 'Wait.')]
  const summary = checkSummary({ ...report, findings })
  expect(summary).toContain('## ❌ Check: a backup would fail, by one thing\n')
  expect(summary).toContain(
    '| ❌ | database: Privileges | No. (<code>table-denied</code>)<br>**What to do:** Run GRANT. |',
  )
  expect(summary).toContain('| ⚠️ | database: Locks | Held.<br>**What to do:** Wait. |')
})

it('has the rights as an administrator can run them, and says where they are not known', () => {
  const policies = bucketPolicies({
    bucket: 'b',
    prefix: 'p',
    tags: false,
    objectLock: false,
    kmsKey: undefined,
  })
  const grants = [{ sql: 'GRANT CONNECT ON DATABASE "d" TO "u";', why: 'To sign in.' }]
  const summary = checkSummary({ ...report, leastPrivilege: { grants, policies } })
  expect(summary).toContain('```sql\n-- To sign in.\nGRANT CONNECT ON DATABASE "d" TO "u";\n```')
  expect(summary).toContain('<summary>IAM policy of the writer</summary>')
  const unknown = checkSummary({ ...report, leastPrivilege: { grants: undefined, policies: undefined } })
  expect(unknown).toContain('the server was not reached')
})
