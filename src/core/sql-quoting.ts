/** A name as an SQL identifier: always quoted, so that its case and every character are kept. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The same for people to read and copy: quoted only if it needs to be. */
export function identifier(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteIdentifier(name)
}

/** A text as an SQL literal: the same whether standard_conforming_strings is on or off. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
  return text.includes('\\') ? `E${quoted}` : quoted
}

/** The name that an SQL identifier stands for. */
export function unquoteIdentifier(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
}

/** A text between dollar quotes, whose tag it does not have in it. */
export function dollarQuote(text: string): string {
  let tag = '$text$'
  while (text.includes(tag)) tag = tag.replace('$', '$x')
  return `${tag}${text}${tag}`
}
