export interface TableName {
  readonly schema: string
  readonly name: string
}

const IDENTIFIER = String.raw`"(?:[^"]|"")+"|[^".\s(]+`
const COPY = new RegExp(
  String.raw`^COPY (${IDENTIFIER})\.(${IDENTIFIER}) (?:\((.*)\) |  ?)?FROM stdin;$`,
  's',
)

const COLUMN = /"(?:[^"]|"")+"|[^",\s]+/g

/** The table that a `COPY … FROM stdin;` statement of pg_dump fills; undefined for any other text. */
export function parseCopyStatement(statement: string): TableName | undefined {
  const [, schema, name] = COPY.exec(statement) ?? []
  if (schema === undefined || name === undefined) return undefined
  return { schema: unquote(schema), name: unquote(name) }
}

/** The columns that such a statement lists, in its order; none of a table without columns. */
export function parseCopyColumns(statement: string): string[] {
  const [, , , columns = ''] = COPY.exec(statement) ?? []
  return [...columns.matchAll(COLUMN)].map(([name]) => unquote(name))
}

function unquote(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}
