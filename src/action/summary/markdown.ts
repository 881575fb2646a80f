/**
 * Texts from outside (names of tables, hosts, folders) as they may stand in GitHub's Markdown: every character with a
 * meaning in Markdown or HTML becomes an entity, and what would move the cursor or turn the line is spelled out.
 */
export function plain(text: string): string {
  return spelled(text).replace(/[&<>"'`*~|\\[\]{}#!@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, entity)
}

/** The same in a fixed-width font. */
export function code(text: string): string {
  return `<code>${plain(text)}</code>`
}

/** A code block; the fence is longer than any in the text. */
export function block(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A part that is shown when clicked upon. */
export function details(title: string, body: string): string {
  return `<details><summary>${plain(title)}</summary>\n\n${body}\n\n</details>`
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`
}

/** Control characters, and those that change the direction of writing, are made visible. */
function spelled(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, character => {
    const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character]
    return short ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
  })
}
