/** One paragraph of Debian's control format (deb822(5)): field names in lower case. */
export type Paragraph = ReadonlyMap<string, string>

/**
 * Reads paragraphs of `Field: value` lines, as in Release, Packages and *.sources. Lines of a value after the first
 * keep their line breaks, without the leading blank; a ` .` line stands for an empty one. `#` starts a comment line.
 */
export function parseParagraphs(text: string): Paragraph[] {
  return text
    .split(/\n(?:[ \t\r]*\n)+/)
    .map(parseParagraph)
    .filter(paragraph => paragraph.size > 0)
}

export function parseParagraph(text: string): Paragraph {
  const fields = new Map<string, string>()
  let current: string | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue
    const more = /^[ \t](.*)$/.exec(line)?.[1]
    if (more !== undefined && current !== undefined) {
      const value = more.trim() === '.' ? '' : more.trimEnd()
      fields.set(current, `${fields.get(current) ?? ''}\n${value}`)
      continue
    }
    const [, name, value] = /^([^\s:]+):[ \t]*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) continue
    current = name.toLowerCase()
    fields.set(current, value.trimEnd())
  }
  return fields
}

/** The words of a value that is a list separated by blanks. */
export function words(value: string | undefined): string[] {
  return (value ?? '').split(/\s+/).filter(word => word !== '')
}
