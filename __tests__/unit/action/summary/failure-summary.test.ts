import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inputError } from '../../../../src/action/inputs/problem.ts'
import { failureSummary } from '../../../../src/action/summary/failure-summary.ts'
import { writeFailureSummary, writeSummary } from '../../../../src/action/summary/summary.ts'
import { BACKUP_WORDS } from '../../../../src/backup/failure-words.ts'
import { backupSummary } from '../../../../src/backup/summary/summary.ts'
import { BackupError } from '../../../../src/core/errors.ts'
import { VERIFY_WORDS } from '../../../../src/verify/failure-words.ts'
import { reportOf } from '../../backup/report-example.ts'

const REFUSED = new BackupError({
  kind: 'database',
  code: 'database-refused',
  message: 'db.example.com <refused> the connection',
  hint: 'Check the port.',
})

describe('the summary of a failure', () => {
  it('says what failed, why, what to do, and that nothing was stored', () => {
    const summary = failureSummary(REFUSED, BACKUP_WORDS)
    expect(summary).toContain('## ❌ No backup: the database could not be dumped')
    expect(summary).toContain('db.example.com &#60;refused&#62; the connection')
    expect(summary).toContain('**What to do:** Check the port.')
    expect(summary).toContain('Nothing was stored')
    expect(summary).toContain('the log has a warning where that failed')
    expect(summary).toContain('<code>database-refused</code>')
  })

  it('of another sub-action speaks of that', () => {
    const summary = failureSummary({ ...REFUSED, message: 'No.', hint: 'Do.' }, VERIFY_WORDS)
    expect(summary).toContain('## ❌ Not verified: ')
    expect(summary).toContain('verify only reads')
    expect(summary).not.toContain('stored')
  })

  it('of the inputs lists each problem', () => {
    const error = inputError([
      { input: 'class', message: '"x" is wrong' },
      { input: 'mode', message: 'is wrong' },
    ])
    const summary = failureSummary(error, BACKUP_WORDS)
    expect(summary).toContain('- class: &#34;x&#34; is wrong\n- mode: is wrong\n')
  })
})

describe('on the page of the run', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'summary-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('a failure shows no secret, even a bug that has one in its message', async () => {
    const path = join(folder, 'summary.md')
    const secret = 'p|ss*word'
    await writeFailureSummary(new Error(`lost ${secret} here`), [secret], BACKUP_WORDS, {
      GITHUB_STEP_SUMMARY: path,
    })
    const summary = readFileSync(path, 'utf8')
    expect(summary).toContain('a bug of this action')
    expect(summary).not.toContain('ss&#42;word')
    expect(summary).toContain('lost &#42;&#42;&#42; here')
  })

  it('what others wrote before is kept', async () => {
    const path = join(folder, 'summary.md')
    await writeSummary(backupSummary(reportOf()), [], { GITHUB_STEP_SUMMARY: path })
    await writeFailureSummary(REFUSED, [], BACKUP_WORDS, { GITHUB_STEP_SUMMARY: path })
    expect(readFileSync(path, 'utf8')).toMatch(/^## ✅ shop[\s\S]*## ❌ No backup/)
  })

  it('a summary that can not be written does not fail the run', async () => {
    await writeSummary(backupSummary(reportOf()), [], {})
    await writeSummary(backupSummary(reportOf()), [], {
      GITHUB_STEP_SUMMARY: join(folder, 'missing', 'x.md'),
    })
  })
})
