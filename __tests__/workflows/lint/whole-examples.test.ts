import { describe, expect, test } from 'vitest'
import { blocksOf, DOCUMENTS, ROOT, readDocument } from '../../support/documents.ts'
import { lintWorkflow } from './lint-workflow.ts'

/** What a reader may copy into a file as it stands says when it runs. */
const whole = DOCUMENTS.flatMap(document =>
  blocksOf(readDocument(document), 'yaml')
    .filter(text => /^on:/m.test(text) && /^jobs:/m.test(text))
    .map((text, index) => ({ document, number: index + 1, text })),
)

describe('a whole workflow in a document obeys every rule that the shipped ones obey', () => {
  test.each(whole)('$document, number $number', async ({ text }) => {
    const repositories = { 'org/pg-backup-action': ROOT }
    const file = '.github/workflows/example.yml'
    const findings = await lintWorkflow({ repository: ROOT, file, text, repositories })
    expect(findings.map(({ line, rule, message }) => `${line} ${rule}: ${message}`)).toEqual([])
  })

  test('and there are some', () => {
    expect(whole.length).toBeGreaterThanOrEqual(9)
  })
})
