import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { ExpressionData } from '@actions/expressions/data/expressiondata'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import { truthy } from '@actions/expressions/result'
import { isBasicExpression, isMapping, isSequence } from '@actions/workflow-parser'
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition'
import { entries, items, type Json, type JsonObject, literal, type Token } from './tokens.ts'

/** What success(), failure() and cancelled() answer; always() is true. */
export interface Status {
  readonly success: boolean
  readonly failure: boolean
  readonly cancelled: boolean
}

/** What an expression may see. */
export interface Scope {
  /** github, env, vars, job, jobs, steps, runner, secrets, strategy, matrix, needs, inputs. */
  readonly contexts: JsonObject
  readonly status?: Status
  /** Where hashFiles() looks. */
  readonly workspace?: string
}

const CONTEXTS = [
  ...['github', 'env', 'vars', 'job', 'jobs', 'steps', 'runner', 'secrets'],
  ...['strategy', 'matrix', 'needs', 'inputs'],
]
const GOING_WELL: Status = { success: true, failure: false, cancelled: false }

/** Evaluates what stands between `${{` and `}}`. Throws where GitHub refuses the expression. */
export function evaluate(expression: string, scope: Scope): Json {
  const json: Json = JSON.parse(JSON.stringify(run(expression, scope), data.replacer))
  return json
}

/** A token's value with its expressions evaluated. */
export function evaluated(token: Token | undefined, scope: Scope): Json | undefined {
  if (token === undefined) return undefined
  if (isBasicExpression(token)) return evaluate(token.expression, scope)
  if (isSequence(token)) return items(token).map(item => evaluated(item, scope) ?? null)
  if (!isMapping(token)) return literal(token) ?? null
  return Object.fromEntries(entries(token).map(([key, value]) => [key, evaluated(value, scope) ?? null]))
}

/** The expression of an `if:`, with the success() that GitHub adds where no status function is called. */
export function conditionOf(token: Token | undefined): string {
  if (token === undefined) return 'success()'
  const written = isBasicExpression(token) ? token.expression : String(literal(token) ?? '').trim()
  return ensureStatusFunction(written || 'success()', token.definitionInfo)
}

/** Whether an `if:` holds. */
export function holds(token: Token | undefined, scope: Scope): boolean {
  return truthy(run(conditionOf(token), scope))
}

function run(expression: string, scope: Scope): ExpressionData {
  const functions = functionsOf(scope)
  const tree = new Parser(new Lexer(expression).lex().tokens, CONTEXTS, functions).parse()
  const contexts = new data.Dictionary(
    ...CONTEXTS.map(key => ({ key, value: expressionData(scope.contexts[key] ?? {}) })),
  )
  return new Evaluator(tree, contexts, new Map(functions.map(each => [each.name, each]))).evaluate()
}

function functionsOf({ status = GOING_WELL, workspace }: Scope): FunctionDefinition[] {
  const answer = (name: string, value: boolean): FunctionDefinition => {
    return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }
  }
  return [
    answer('success', status.success),
    answer('failure', status.failure),
    answer('cancelled', status.cancelled),
    answer('always', true),
    {
      name: 'hashfiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...patterns) =>
        new data.StringData(
          hashFiles(
            patterns.map(each => each.coerceString()),
            workspace,
          ),
        ),
    },
  ]
}

function hashFiles(patterns: string[], workspace: string | undefined): string {
  if (workspace === undefined) throw new Error('hashFiles() needs a workspace')
  const files = globSync(patterns, { cwd: workspace })
    .sort()
    .map(file => join(workspace, file))
  const hashes = files.filter(file => statSync(file).isFile()).map(file => digest(readFileSync(file)))
  return hashes.length === 0 ? '' : digest(Buffer.concat(hashes)).toString('hex')
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function expressionData(value: Json): ExpressionData {
  const revived: ExpressionData = JSON.parse(JSON.stringify(value), data.reviver)
  return revived
}
