import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

  test.each([
    ...globSync('examples/*.yml', { cwd: ROOT }).map(file => ({
      document: file,
      heading: 'as it is shipped',
      text: readFileSync(join(ROOT, file), 'utf8'),
    })),
    ...WHOLE_WORKFLOWS,
  ])(
    '$document, $heading: is taken by GitHub Enterprise Server, and holds no group that a workflow that it calls wants',
    ({ text }) => {
      // The server does not know `queue`, and refuses the whole file.
      expect(text).not.toMatch(/^ *queue:/m)
      const [, group = ''] = /^concurrency:\n +group: (.*)$/m.exec(text) ?? []
      expect(group).not.toMatch(/^['"]?(?:pg-)?backup/)
    },
  )

  test('and there are some', () => {
    expect(WHOLE_WORKFLOWS.length).toBeGreaterThanOrEqual(9)
  })
})
