/** Inside what the text stands. `string` without, `escape-string` with backslash escapes. */
export type Inside =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'string' | 'escape-string' | 'identifier' }
  | { readonly kind: 'dollar'; readonly delimiter: string }
  | { readonly kind: 'comment'; depth: number }

/**
 * Where that ends which hides the text from `from` on, behind its last character; undefined: not in this line. A doubled
 * quote closes and opens again at once: the same to us. Counts comments in comments in `depth`.
 */
export function endOfHidden(
  inside: Exclude<Inside, { kind: 'nothing' }>,
  line: string,
  from: number,
): number | undefined {
  switch (inside.kind) {
    case 'string':
      return behind(line, "'", from)
    case 'identifier':
      return behind(line, '"', from)
    case 'dollar':
      return behind(line, inside.delimiter, from)
    case 'escape-string':
      return endOfEscapeString(line, from)
    case 'comment':
      return endOfComment(line, from, inside)
  }
}

function behind(line: string, delimiter: string, from: number): number | undefined {
  const at = line.indexOf(delimiter, from)
  return at < 0 ? undefined : at + delimiter.length
}

function endOfEscapeString(line: string, from: number): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === "'" && line[at + 1] === "'") at++
    else if (line[at] === "'") return at + 1
  }
  return undefined
}

function endOfComment(line: string, from: number, comment: { depth: number }): number | undefined {
  const mark = /\/\*|\*\//g
  mark.lastIndex = from
  for (let found = mark.exec(line); found; found = mark.exec(line)) {
    comment.depth += found[0] === '/*' ? 1 : -1
    if (comment.depth === 0) return found.index + found[0].length
  }
  return undefined
}
