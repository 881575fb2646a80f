import { describe, expect, it } from 'vitest'
import { readDocument, rowsOf, sectionOf } from '../support/documents.ts'

/** The sections of both runbooks, in their order. */
const GUIDE = [
  'Overview',
  'Prerequisites',
  'Step 1: Get Connection Details',
  'Step 2: Create Backup Directory',
  'Step 3: Run pg_dump',
  'Production-Safe Backup Command',
  'Alternative: Using Connection String',
  'Backup Options Explained',
  'Schema-Only Backup (Structure Only)',
  'Data-Only Backup (No Schema)',
  'Step 4: Verify Backup',
  'Step 5: Compress and Store',
  'WARNING: Restore Operations',
  'Step 1: Prepare Restore Environment',
  'Step 2: Create Backup of Current State',
  'Step 3: Restore from Backup',
  'Full Database Restore',
  'Restore Options Explained',
  'Selective Restore (Specific Tables)',
  'Schema-Only Restore',
  'Step 4: Verify Restore',
  'Production Backups',
  'Automated Backup Script Example',
  'Supabase Dashboard Backups',
  'Security Best Practices: Never commit credentials',
  'Security Best Practices: Encrypt backups',
  'Security Best Practices: Access control',
  'Security Best Practices: Secure transmission',
  'Security Best Practices: Test restore procedures',
  'Connection Issues',
  'Backup Failures',
  'Restore Failures',
  'Backup Verification Checklist',
  'Related Documentation',
  'Support',
]
const PROCEDURES = [
  'Overview',
  'Required Tools',
  'Required Credentials',
  'Environment Variables',
  'Procedure 1: Full Database Backup',
  'Procedure 2: Schema-Only Backup',
  'Procedure 3: Table-Specific Backup',
  'Procedure 4: Data-Only Backup (No Schema)',
  'Procedure 5: Weekly Automated Backup (Cron)',
  'Procedure 6: Pre-Deployment Backup (CI/CD)',
  'Procedure 7: Verify Backup Integrity',
  'Procedure 8: Compare Backup Sizes',
  'Procedure 9: Remove Old Backups',
  'Procedure 10: Send Backup Notifications',
  'Issue 1: "pg_dump: error: connection to server failed"',
  'Issue 2: "pg_dump: error: out of memory"',
  'Issue 3: Backup file size is 0 bytes',
  'Issue 4: S3 upload fails with "Access Denied"',
  'Backup Schedule Summary',
  'Checklist: After Creating a Backup',
  'Emergency Contact',
  'Next Steps',
]

const page = readDocument('docs/from-runbooks.md')

describe.each([
  { runbook: '## Runbook A: the guide', sections: GUIDE },
  { runbook: '## Runbook B: the procedures', sections: PROCEDURES },
])('$runbook', ({ runbook, sections }) => {
  const rows = rowsOf(sectionOf(page, runbook))

  it('leaves out no section, and has them in their order', () => {
    expect(rows.map(([section]) => section)).toEqual(sections)
  })

  it('says of each what it was, and what it is now', () => {
    for (const cells of rows) {
      expect(cells).toHaveLength(3)
      for (const cell of cells) expect(cell).not.toBe('')
    }
  })
})

it('each procedure is done now by an example that stands on the page', () => {
  for (const [section = '', , now = ''] of rowsOf(sectionOf(page, '## Runbook B: the procedures'))) {
    if (section.startsWith('Procedure ')) expect(now, section).toMatch(/\]\(#/)
  }
})
