const SET = /^SET (?:SESSION )?([\w.]+) (?:=|TO) (?:'([^']*)'|([\w.-]+));?$/i

/**
 * The same as PGOPTIONS takes it, for the sessions that pg_restore opens by itself.
 * @param settings `SET name = value`, the value a word or in quotes
 */
export function sessionOptions(settings: readonly string[]): string[] {
  return settings.map(setting => {
    const [, name, quoted, word] = SET.exec(setting) ?? []
    if (name === undefined) throw new Error(`not a setting of a session: ${setting}`)
    return `-c ${name}=${(quoted ?? word ?? '').replace(/[\\\s]/g, '\\$&')}`
  })
}
