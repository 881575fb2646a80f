import { existsSync, globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asWorkflow, examplesIn } from './examples-in.ts'
import { type Finding, lintWorkflow, type RuleName } from './lint-workflow.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const repositories = { 'org/pg-backup-action': ROOT }

describe('nothing is wrong with the workflows that are shipped', () => {
  for (const file of globSync(['.github/workflows/*.yml', 'examples/**/*.yml'], { cwd: ROOT }).sort())
    test(file, async () => {
      expect(shown(await lintWorkflow({ repository: ROOT, file, repositories }))).toEqual([])
    })
})

describe('the examples in the documents are of workflows that GitHub takes', () => {
  // They show one thing each, and leave out what is not about it.
  const without: RuleName[] = ['pinned', 'permissions', 'timeouts', 'injection']
  const documents = globSync(['README.md', 'docs/*.md', '*/README.md'], { cwd: ROOT })
  for (const document of documents.filter(each => existsSync(join(ROOT, each))).sort()) {
    const workflows = examplesIn(join(ROOT, document)).flatMap(({ line, text }) => {
      const workflow = asWorkflow(text)
      return workflow === undefined ? [] : [{ line, text: workflow }]
    })
    if (workflows.length === 0) continue
    test(document, async () => {
      const findings = workflows.map(async ({ line, text }) => {
        const file = `.github/workflows/example-${line}.yml`
        return shown(await lintWorkflow({ repository: ROOT, file, text, repositories, without }))
      })
      expect((await Promise.all(findings)).flat()).toEqual([])
    })
  }
})

function shown(findings: Finding[]): string[] {
  return findings.map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`)
}
