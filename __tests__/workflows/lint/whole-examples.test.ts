import { describe, expect, test } from 'vitest'
import { WHOLE_WORKFLOWS } from '../../support/document-examples.ts'
import { ROOT } from '../../support/documents.ts'
import { lintWorkflow } from './lint-workflow.ts'

describe('a whole workflow in a document obeys every rule that the shipped ones obey', () => {
  test.each(WHOLE_WORKFLOWS)('$document, $heading', async ({ text }) => {
    const repositories = { 'org/pg-backup-action': ROOT }
    const file = '.github/workflows/example.yml'
    const findings = await lintWorkflow({ repository: ROOT, file, text, repositories })
    expect(findings.map(({ line, rule, message }) => `${line} ${rule}: ${message}`)).toEqual([])
  })

  test('and there are some', () => {
    expect(WHOLE_WORKFLOWS.length).toBeGreaterThanOrEqual(9)
  })
})
