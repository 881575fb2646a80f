import { evaluated, type Scope } from './expression.ts'
import type { StepRun } from './results.ts'
import { asText, asTexts, at, type Json, literal, type Token } from './tokens.ts'

/** What is recorded of a step before it runs. */
export type About = Pick<StepRun, 'id' | 'name' | 'stage' | 'uses' | 'with' | 'timeoutMinutes'>

export interface StepFields {
  readonly about: About
  readonly script: string
  readonly shell: Json | undefined
  readonly folder: Json | undefined
  readonly continueOnError: boolean
}

/** What a step says, with its expressions evaluated. Throws where one cannot be. */
export function readStep(token: Token, scope: Scope): StepFields {
  const read = (name: string): Json | undefined => evaluated(at(token, name), scope)
  const known = aboutStep(token)
  const script = asText(read('run'))
  const minutes = read('timeout-minutes')
  const about = {
    ...known,
    name: asText(read('name')) || `Run ${known.uses ?? firstLine(script)}`,
    with: asTexts(read('with')),
    timeoutMinutes: typeof minutes === 'number' ? minutes : undefined,
  }
  const continueOnError = read('continue-on-error') === true
  return { about, script, shell: read('shell'), folder: read('working-directory'), continueOnError }
}

/** What is known of a step without evaluating anything. */
export function aboutStep(token: Token): About {
  const id = asText(literal(at(token, 'id'))) || undefined
  const uses = asText(literal(at(token, 'uses'))) || undefined
  const script = asText(literal(at(token, 'run')))
  const name = asText(literal(at(token, 'name'))) || `Run ${uses ?? firstLine(script)}`
  return { id, name, stage: 'main', uses, with: {}, timeoutMinutes: undefined }
}

function firstLine(script: string): string {
  return script.trim().split('\n')[0] ?? ''
}
