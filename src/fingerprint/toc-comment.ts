/** What pg_dump and pg_restore write above each entry of the archive's table of contents (pg_backup_archiver.c). */
export interface TocComment {
  /** PostgreSQL's own word: TABLE, FK CONSTRAINT, SEQUENCE SET, TABLE DATA, BLOBS … */
  readonly kind: string
  /** `-` where the entry has none. */
  readonly schema: string
  readonly name: string
}

const TOC_COMMENT = /^-- (?:Data for )?Name: (.*); Type: ([A-Z][A-Z ]*); Schema: (.*?); Owner: /

/** Reads such a comment line; undefined for any other line. Line breaks in names were made spaces by PostgreSQL. */
export function parseTocComment(line: string): TocComment | undefined {
  const [, name, kind, schema] = TOC_COMMENT.exec(line) ?? []
  if (name === undefined || kind === undefined || schema === undefined) return undefined
  return { kind, schema, name }
}
