import { closest } from '../../backup/closest.ts'

const PREFIX = 'INPUT_'

/** The variable that the runner hands an input over in: upper case, spaces become `_`, hyphens stay. */
export function inputVariable(name: string): string {
  return PREFIX + name.replaceAll(' ', '_').toUpperCase()
}

/**
 * An input's text without the space around it (or, `verbatim`, without the line ends after it); `''` where it is absent
 * or empty, which mean the same to the runner.
 */
export function inputText(env: NodeJS.ProcessEnv, name: string, verbatim = false): string {
  const text = env[inputVariable(name)] ?? ''
  return verbatim ? text.replace(/[\r\n]+$/, '') : text.trim()
}

/**
 * A warning for each input that the action doesn't have. The runner itself passes such on, and says so only in a line
 * that is easily missed: with `encrypt_to` for `encrypt-to`, a backup would be stored unsealed.
 */
export function unknownInputs(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const variables = new Set(known.map(inputVariable))
  return Object.keys(env)
    .filter(variable => variable.startsWith(PREFIX) && !variables.has(variable) && env[variable] !== '')
    .map(variable => variable.slice(PREFIX.length).toLowerCase())
    .map(name => {
      const near = closest(name, known)
      return `${name} is not an input of this action and has no effect${near ? `: did you mean ${near}?` : ''}`
    })
}
