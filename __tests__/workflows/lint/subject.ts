import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBasicExpression, isString } from '@actions/workflow-parser'
import { parse } from 'yaml'
import { z } from 'zod'
import { splitReference } from '../harness/find-action.ts'
import { asText, at, entries, items, literal, type Token } from '../harness/tokens.ts'
import { readWorkflow, type WorkflowFile } from '../harness/workflow-file.ts'

/** A workflow file, and what it may refer to. */
export interface Subject {
  readonly text: string
  readonly token: Token
  /** The folder of the repository that it stands in. */
  readonly repository: string
  /** Folders of other repositories that are ours, by `owner/name`: not pinned, and checked against their files. */
  readonly repositories: Readonly<Record<string, string>>
}

/** Something to complain of, and where. */
export interface Problem {
  readonly at: Token
  readonly message: string
}

export type Rule = (subject: Subject) => Problem[]

export interface Job {
  readonly id: string
  readonly key: Token
  readonly token: Token
  readonly steps: readonly Token[]
}

export function jobsOf({ token }: Subject): Job[] {
  return entries(at(token, 'jobs')).map(([id, job, key]) => {
    return { id, key, token: job, steps: items(at(job, 'steps')) }
  })
}

export function stepsOf(subject: Subject): Token[] {
  return jobsOf(subject).flatMap(({ steps }) => steps)
}

/** What a token says after `uses:`. */
export function usesOf(token: Token): string {
  return asText(literal(at(token, 'uses')))
}

/** A file of ours that a reference names: a folder of a repository, and the path in it. */
export interface OwnPlace {
  readonly repository: string
  readonly path: string
}

/** Where an action or a workflow of ours stands; undefined for those of others. */
export function ownPlace(uses: string, { repository, repositories }: Subject): OwnPlace | undefined {
  if (/^[.$]\//.test(uses)) return { repository, path: uses.slice(2) || '.' }
  if (!/^[^/@]+\/[^@]+@.+$/.test(uses)) return undefined
  const { name, path } = splitReference(uses)
  const folder = repositories[name]
  return folder === undefined ? undefined : { repository: folder, path }
}

/** The workflow of ours that a job calls; undefined where it calls none, or one that is not there. */
export function calledWorkflow(job: Token, subject: Subject): WorkflowFile | undefined {
  const place = ownPlace(usesOf(job), subject)
  return place && existsSync(join(place.repository, place.path))
    ? readWorkflow(place.repository, place.path)
    : undefined
}

/** The text of a token's expression; empty where it is none. */
export function expressionIn(token: Token): string {
  if (isBasicExpression(token)) return token.expression
  const isCondition = token.definition?.key === 'step-if' || token.definition?.key === 'job-if'
  return isString(token) && isCondition ? token.value : ''
}

const actionSchema = z.object({
  name: z.string().default(''),
  description: z.string().default(''),
  inputs: z
    .record(
      z.string(),
      z.object({
        description: z.string().default(''),
        required: z.boolean().default(false),
        default: z.coerce.string().optional(),
      }),
    )
    .default({}),
  outputs: z.record(z.string(), z.object({ description: z.string().default('') })).default({}),
})

export type OwnAction = z.infer<typeof actionSchema>

/** The action.yml of an action of ours; undefined where there is none. */
export function readAction({ repository, path }: OwnPlace): OwnAction | undefined {
  const file = join(repository, path, 'action.yml')
  return existsSync(file) ? actionSchema.parse(parse(readFileSync(file, 'utf8'))) : undefined
}
