import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const metadataSchema = z.object({
  inputs: z
    .record(
      z.string(),
      z.object({
        default: z.union([z.string(), z.number(), z.boolean()]).optional(),
        deprecationMessage: z.string().optional(),
      }),
    )
    .optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  runs: z.object({
    using: z.literal('node24'),
    main: z.string(),
    post: z.string().optional(),
    'post-if': z.literal('always()').default('always()'),
  }),
})

export type ActionMetadata = z.infer<typeof metadataSchema>

export interface InstalledAction {
  /** The folder of its action.yml. */
  readonly folder: string
  readonly metadata: ActionMetadata
}

/**
 * Copies what an action runs from, its action.yml and the folders of its scripts, so that nothing else of the repository
 * is in reach; above all no node_modules, which a bundle might lean on unnoticed.
 */
export function installAction(repository: string, action: string, into: string): InstalledAction {
  const metadataFile = join(repository, action, 'action.yml')
  const metadata = metadataSchema.parse(parse(readFileSync(metadataFile, 'utf8')))
  const folder = join(into, action)
  mkdirSync(folder, { recursive: true })
  cpSync(metadataFile, join(folder, 'action.yml'))
  for (const script of [metadata.runs.main, metadata.runs.post]) {
    if (script === undefined) continue
    const inRepository = relative(repository, resolve(repository, action, script))
    const [top = ''] = dirname(inRepository).split(sep)
    const copied = top === '.' ? inRepository : top
    cpSync(join(repository, copied), join(into, copied), { recursive: true })
  }
  for (let above = folder; above !== dirname(above); above = dirname(above)) {
    if (existsSync(join(above, 'node_modules')))
      throw new Error(`${above} has node_modules in the bundle's reach`)
  }
  return { folder, metadata }
}

export interface InputEnvironment {
  readonly env: Readonly<Record<string, string>>
  readonly warnings: readonly string[]
}

/**
 * `INPUT_*` as the runner sets it: spaces become underscores, hyphens stay; names do not care for case; each declared input
 * is set, to its default or to nothing; unknown ones are set too, with a warning. `evaluate` gets what stands in `${{ }}`.
 */
export function inputEnvironment(
  { inputs = {} }: ActionMetadata,
  given: Readonly<Record<string, string>>,
  evaluate: (expression: string) => string,
): InputEnvironment {
  const env: Record<string, string> = {}
  const warnings: string[] = []
  const nameOf = (input: string): string => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`
  const declared = new Map(Object.entries(inputs).map(([input, rules]) => [nameOf(input), rules]))
  for (const [name, { default: fallback = '' }] of declared)
    env[name] = String(fallback).replace(/\$\{\{(.*?)\}\}/g, (_, inner: string) => evaluate(inner.trim()))
  for (const [input, value] of Object.entries(given)) {
    const rules = declared.get(nameOf(input))
    if (!rules)
      warnings.push(
        `Unexpected input(s) '${input}', valid inputs are ['${Object.keys(inputs).join("', '")}']`,
      )
    if (rules?.deprecationMessage)
      warnings.push(`Input '${input}' has been deprecated with message: ${rules.deprecationMessage}`)
    env[nameOf(input)] = value
  }
  return { env, warnings }
}
