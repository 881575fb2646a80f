import { stringify } from 'yaml'
import type { InputRow } from '../../../src/action/inputs/row.ts'
import { inputDescription } from '../input-description.ts'
import type { DocumentedVerb } from '../verbs.ts'

/** An input of a reusable workflow, as `on.workflow_call.inputs` has it. */
export interface CalledInput {
  readonly description: string
  readonly type: 'string' | 'number' | 'boolean'
  readonly required?: boolean
  readonly default?: string | number | boolean
}

/** A step of a reusable workflow that runs one of the sub-actions. */
export interface PassingStep {
  /** What the markers around that part of its `with:` are called. */
  readonly name: string
  readonly verb: DocumentedVerb
  /** Inputs that the step says itself, or does without. */
  readonly without: readonly string[]
}

/** A reusable workflow: what it takes of the inputs of the sub-actions that it runs, and which step gets them. */
export interface CalledWorkflow {
  /** Of its file in .github/workflows, without the ending. */
  readonly name: string
  readonly steps: readonly PassingStep[]
  /** Inputs of those sub-actions that nobody is asked for. */
  readonly without: readonly string[]
  /** What is said of an input where the workflow means something else by it, or has another default. */
  readonly changed: Readonly<Record<string, Partial<CalledInput>>>
  /** Its own. */
  readonly own: Readonly<Record<string, CalledInput>>
  /** Secrets of its own, and whether each must be given. */
  readonly ownSecrets: Readonly<Record<string, string>>
  readonly requiredSecrets: readonly string[]
}

/** The workflow's text with what it takes, and what each step is passed, written again between their markers. */
export function calledWorkflow(workflow: CalledWorkflow, present: string): string {
  const { inputs, secrets } = takenBy(workflow)
  const taken = between(present, 'inputs', 4, asYaml({ inputs, secrets }))
  return workflow.steps.reduce((text, { name, verb, without }) => {
    const passed = Object.keys(verb.inputs).filter(each => !without.includes(each))
    const lines = passed.flatMap(each => {
      if (each in secrets) return `${each}: \${{ secrets.${each} }}`
      return each in inputs ? `${each}: \${{ inputs.${each} }}` : []
    })
    return between(text, name, 10, lines.join('\n'))
  }, taken)
}

function asYaml(taken: object): string {
  const style = { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' } as const
  const text = stringify(taken, { ...style, singleQuote: true })
  return text.replaceAll(/^( +type: )'(\w+)'$/gm, '$1$2').trimEnd()
}

function takenBy({ changed, own, ownSecrets, requiredSecrets, steps, without }: CalledWorkflow) {
  // Of an input that several sub-actions have, the first one's row is reported.
  const rows: Readonly<Record<string, InputRow<unknown>>> = Object.assign(
    {},
    ...steps.toReversed().map(({ verb }) => verb.inputs),
  )
  const names = [...new Set(steps.flatMap(({ verb }) => Object.keys(verb.inputs)))]
  const offered = names.flatMap(name => {
    const row = rows[name]
    return row && !without.includes(name) ? [[name, row] as const] : []
  })
  const plain = offered.flatMap(([name, row]) =>
    row.secret ? [] : [[name, { ...asInput(row), ...changed[name] }]],
  )
  const secret = [
    ...Object.entries(ownSecrets),
    ...offered.flatMap(([name, row]) => (row.secret ? [[name, inputDescription(row)] as const] : [])),
  ]
  return {
    inputs: { ...Object.fromEntries(plain), ...own },
    secrets: Object.fromEntries(
      secret.map(([name, description]) => [name, { description, required: requiredSecrets.includes(name) }]),
    ),
  }
}

/** GitHub checks what is passed for a number or a boolean; everything else it takes as text. */
function asInput(row: InputRow<unknown>): CalledInput {
  const description = inputDescription(row)
  const { default: standard = '', required } = row
  if (required) return { description, type: 'string', required }
  if (standard === 'true' || standard === 'false')
    return { description, type: 'boolean', default: standard === 'true' }
  return /^\d+$/.test(standard)
    ? { description, type: 'number', default: Number(standard) }
    : { description, type: 'string', default: standard }
}

/**
 * Puts lines between `# <name>:start` and `# <name>:end` of a workflow.
 * @param depth how many spaces each begins with
 * @throws Error where the workflow lacks the markers
 */
function between(text: string, name: string, depth: number, lines: string): string {
  const indent = ' '.repeat(depth)
  const start = `\n${indent}# ${name}:start (written by \`npm run generate\`)\n`
  const end = `\n${indent}# ${name}:end\n`
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from === -1 || to < from) throw new Error(`no # ${name}:start … # ${name}:end to write between`)
  return text.slice(0, from + start.length) + lines.replaceAll(/^(?=.)/gm, indent) + text.slice(to)
}
