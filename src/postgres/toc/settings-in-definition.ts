/** As makeAlterConfigCommand (dumputils.c) writes them, a line each unless a value has line breaks. */
const SETTING =
  /^ALTER (?:DATABASE|ROLE) (?:"(?:[^"]|"")+"|\S+) (?:IN DATABASE (?:"(?:[^"]|"")+"|\S+) )?SET ("(?:[^"]|"")+"|[\w.]+) TO /gm

/** Names of what a database's properties set, of all roles and of single ones; their values may be secrets. */
export function settingsInDefinition(definition: string): string[] {
  const names = [...definition.matchAll(SETTING)].map(([, name = '']) => name.replaceAll('"', ''))
  return [...new Set(names)].toSorted()
}
