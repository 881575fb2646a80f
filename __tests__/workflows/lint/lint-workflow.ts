import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { askLanguageService } from './language-service.ts'
import { callPermissions } from './rules/call-permissions.ts'
import { calledTypes } from './rules/called-types.ts'
import { concurrency } from './rules/concurrency.ts'
import { injection } from './rules/injection.ts'
import { outputs } from './rules/outputs.ts'
import { ownActions } from './rules/own-actions.ts'
import { passedOn } from './rules/passed-on.ts'
import { permissions } from './rules/permissions.ts'
import { pinned } from './rules/pinned.ts'
import { timeouts } from './rules/timeouts.ts'
import { inherit, triggers } from './rules/triggers.ts'
import type { Subject } from './subject.ts'

const RULES = {
  pinned,
  injection,
  permissions,
  timeouts,
  triggers,
  inherit,
  concurrency,
  'own-actions': ownActions,
  'called-types': calledTypes,
  'call-permissions': callPermissions,
  outputs,
  'passed-on': passedOn,
}

export type RuleName = keyof typeof RULES | 'language'
export const RULE_NAMES = ['language', ...Object.keys(RULES)]

export interface Finding {
  readonly file: string
  /** Begins at 1. */
  readonly line: number
  readonly rule: RuleName
  readonly message: string
}

export interface LintOptions extends Pick<Subject, 'repository' | 'repositories'> {
  /** The workflow's path in its repository. */
  readonly file: string
  /** Its text, where it is no file of its own, such as an example in a document. */
  readonly text?: string
  /** Rules that are not asked for, e.g. of an example that is a part of a workflow only. */
  readonly without?: readonly RuleName[]
}

/** What is wrong with a workflow: what GitHub's language service finds, and what the policy forbids. */
export async function lintWorkflow(options: LintOptions): Promise<Finding[]> {
  const { file, repository, repositories, without = [] } = options
  const text = options.text ?? readFileSync(join(repository, file), 'utf8')
  const found = await askLanguageService(file, text, { repository, repositories })
  const findings: Finding[] = found.map(each => ({ file, rule: 'language', ...each }))
  const { value: token } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter())
  if (token) {
    const subject: Subject = { text, token, repository, repositories }
    for (const rule of names(RULES))
      for (const { at, message } of RULES[rule](subject))
        findings.push({ file, rule, line: at.range?.start.line ?? 1, message })
  }
  return findings.filter(({ rule }) => !without.includes(rule)).sort((a, b) => a.line - b.line)
}

function names<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table).filter((name): name is Name => name in table)
}
