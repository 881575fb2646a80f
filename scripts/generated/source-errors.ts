import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { definedErrors, type ErrorDefinition } from '../../src/core/errors.ts'

const SRC = resolve(import.meta.dirname, '../../src')

/** Every module of src that defines errors; being loaded, it registers them. */
const definers = globSync('**/*.ts', { cwd: SRC })
  .map(name => resolve(SRC, name))
  .filter(file => /\bdefineErrors?\(/.test(readFileSync(file, 'utf8')))
await Promise.all(definers.map(file => import(file)))

/** What src defines, by code: the order in which modules are loaded means nothing. */
export const SOURCE_ERRORS: readonly ErrorDefinition[] = eachOnce(definedErrors())

/**
 * Sorts definitions by their codes.
 * @throws Error for a code that is defined twice: it must mean one thing, wherever it is raised
 */
export function eachOnce(definitions: readonly ErrorDefinition[]): ErrorDefinition[] {
  const codes = definitions.map(({ code }) => code)
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined) throw new Error(`the error code ${twice} is defined twice`)
  return definitions.toSorted((one, other) => (one.code < other.code ? -1 : 1))
}
