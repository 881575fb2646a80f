import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintWorkflow, RULE_NAMES } from './lint-workflow.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const BAD = join(import.meta.dirname, 'bad')
const FOLDER = '.github/workflows'
const repositories = { 'org/pg-backup-action': ROOT }

/** `# finding: <rule>, <rule>` at the end of a line says what is found there. */
function expected(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rules = /# finding: (.*)$/.exec(line)?.[1]?.split(', ') ?? []
    return rules.map(rule => `${index + 1} ${rule}`)
  })
}

const files = readdirSync(join(BAD, FOLDER))

describe('each bad file is found out, line by line, and of nothing else', () => {
  for (const name of files)
    test(name, async () => {
      const file = join(FOLDER, name)
      const findings = await lintWorkflow({ repository: BAD, file, repositories })
      const found = findings.map(({ line, rule }) => `${line} ${rule}`)
      const told = findings.map(({ line, message }) => `${line}: ${message}`).join('\n')
      expect([...new Set(found)].sort(), told).toEqual(expected(readFileSync(join(BAD, file), 'utf8')).sort())
    })
})

test('there is a bad file for each rule', () => {
  const all = files.flatMap(name => expected(readFileSync(join(BAD, FOLDER, name), 'utf8')))
  expect([...new Set(all.map(each => each.split(' ')[1]))].sort()).toEqual([...RULE_NAMES].sort())
})
