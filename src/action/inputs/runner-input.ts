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

/** The inputs that a step was given and the action does not have, in lower case. */
export function unknownInputs(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const variables = new Set(known.map(inputVariable))
  return Object.keys(env)
    .filter(variable => variable.startsWith(PREFIX) && !variables.has(variable) && env[variable] !== '')
    .map(variable => variable.slice(PREFIX.length).toLowerCase())
}
