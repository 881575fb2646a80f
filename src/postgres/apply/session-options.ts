const SET = /^SET (?:SESSION )?([\w.]+) (?:=|TO) (?:'([^']*)'|([\w.-]+));?$/i

/**
 * The same as PGOPTIONS takes it, for the sessions that pg_restore opens by itself.
 * @param settings `SET name = value`, the value a word or in quotes
 */
export function sessionOptions(settings: readonly string[]): string[] {
  return settings.map(setting => {
    const { name, value } = parts(setting)
    return `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`
  })
}

/** The same for the transaction alone: what a pooler lends the connection to next must not inherit it. */
export function localSettings(settings: readonly string[]): string[] {
  return settings.map(setting => {
    const { name, value } = parts(setting)
    return `SET LOCAL ${name} = '${value}'`
  })
}

function parts(setting: string): { readonly name: string; readonly value: string } {
  const [, name, quoted, word] = SET.exec(setting) ?? []
  if (name === undefined) throw new Error(`not a setting of a session: ${setting}`)
  return { name, value: quoted ?? word ?? '' }
}
