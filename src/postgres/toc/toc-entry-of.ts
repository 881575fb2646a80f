import { unquoteIdentifier } from '../../core/sql-quoting.ts'
import { parseCopyColumns, parseCopyStatement } from '../../fingerprint/copy-statement.ts'
import { parseSequenceSet } from '../../fingerprint/sequence-set.ts'
import { textOf } from '../../fingerprint/text.ts'
import { parseTocComment, type TocComment } from '../../fingerprint/toc-comment.ts'
import type { ArchiveEntry } from './archive-entry.ts'
import { privilegedDefinition } from './privileged-definition.ts'
import { DATABASE_SETTINGS, type TocData, type TocEntry } from './toc-entry.ts'
import { unreadableContents } from './unreadable-contents.ts'

/** Said in a string, it is taken for one too: for a restore that is only slower. Defaults are not evaluated, COPY has values. */
const JUDGES_ROWS = /\b(?:CHECK|GENERATED ALWAYS AS|PARTITION BY \w+) \(/

/** What the archive's entry is to a restore. */
export function tocEntryOf(entry: ArchiveEntry): TocEntry {
  const { dependencies, id, kind, owner } = entry
  const tablespace = entry.tablespace ? textOf(entry.tablespace) : ''
  const largeObjects = largeObjectsOf(entry)
  const privileged = privilegedDefinition(kind, textOf(entry.definition))
  return {
    ...commentOf(entry),
    id,
    owner: owner ? textOf(owner) : '',
    dependencies,
    data: dataOf(entry),
    roles: rolesInDefinition(kind, textOf(entry.definition)),
    ...(tablespace !== '' && { tablespace }),
    ...(largeObjects.length > 0 && { largeObjects }),
    ...(kind === 'TABLE' && JUDGES_ROWS.test(textOf(entry.definition)) && { judgesRows: true }),
    ...(kind === DATABASE_SETTINGS && { settings: settingsInDefinition(textOf(entry.definition)) }),
    ...(privileged && { privileged }),
  }
}

/**
 * Its names, read from the very comment that pg_restore would write above it, as the fingerprint reads them: so that both
 * speak of the same object in the same words, no matter what its names hold.
 */
function commentOf({ id, kind, name, schema }: ArchiveEntry): TocComment {
  const words = ['-- Name: ', name, `; Type: ${kind}; Schema: `, schema ?? '-', '; Owner: -']
  const line = textOf(Buffer.concat(words.map(word => Buffer.from(word))))
  const comment = parseTocComment(line.replaceAll(/[\r\n]/g, ' '))
  if (!comment) throw unreadableContents(`entry ${id} is of no kind that PostgreSQL knows`)
  return comment
}

/** Up to 16 each has an entry that is named after it; from 17 on one makes many, and its definition is but their numbers. */
function largeObjectsOf({ definition, kind, name }: ArchiveEntry): string[] {
  if (kind !== 'BLOB' && kind !== 'BLOB METADATA') return []
  const text = textOf(kind === 'BLOB' ? name : definition)
  return text.split('\n').filter(line => /^\d+$/.test(line))
}

function dataOf({ copyStatement, definition, id, kind }: ArchiveEntry): TocData | undefined {
  switch (kind) {
    case 'TABLE DATA': {
      const statement = textOf(copyStatement).trimEnd()
      const table = parseCopyStatement(statement)
      if (!table) throw unreadableContents(`entry ${id} fills no table`)
      return { of: 'table', table, columns: parseCopyColumns(statement) }
    }
    case 'SEQUENCE SET': {
      const value = parseSequenceSet(textOf(definition).trimEnd())
      if (!value) throw unreadableContents(`entry ${id} sets no sequence`)
      return { of: 'sequence', sequence: value.sequence }
    }
    case 'BLOB':
    case 'BLOB METADATA':
    case 'BLOBS':
      return { of: 'large objects' }
    default:
      return undefined
  }
}

/** As makeAlterConfigCommand (dumputils.c) writes them, a line each unless a value has line breaks. */
const SETTING =
  /^ALTER (?:DATABASE|ROLE) (?:"(?:[^"]|"")+"|\S+) (?:IN DATABASE (?:"(?:[^"]|"")+"|\S+) )?SET ("(?:[^"]|"")+"|[\w.]+) TO /gm

/** Names of what a database's properties set, of all roles and of single ones; their values may be secrets. */
function settingsInDefinition(definition: string): string[] {
  const names = [...definition.matchAll(SETTING)].map(([, name = '']) => name.replaceAll('"', ''))
  return [...new Set(names)].toSorted()
}

const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[^\s".,;()]+)`
/** As dumpPolicy and dumpUserMappings (pg_dump.c) write them; a policy for everybody names nobody. */
const NAMING_ROLES: Readonly<Record<string, RegExp>> = {
  POLICY: new RegExp(
    `^CREATE POLICY ${IDENTIFIER} ON ${IDENTIFIER}\\.${IDENTIFIER}(?: AS RESTRICTIVE)?(?: FOR [A-Z]+)? TO (${IDENTIFIER}(?:, ${IDENTIFIER})*)(?: USING | WITH CHECK |;)`,
  ),
  'USER MAPPING': new RegExp(`^CREATE USER MAPPING FOR (${IDENTIFIER}) SERVER `),
}
const EVERYBODY = 'public'

/**
 * The roles that an entry's statement names, and that must exist for it even where neither owners nor privileges are
 * restored. Roles that an expression names as text (`pg_has_role('auditor', …)`) are not among them: it decides about them
 * when it runs.
 */
export function rolesInDefinition(kind: string, definition: string): string[] {
  const list = NAMING_ROLES[kind]?.exec(definition)?.[1] ?? ''
  return (list.match(new RegExp(IDENTIFIER, 'g')) ?? []).flatMap(name =>
    name === EVERYBODY ? [] : [unquoteIdentifier(name)],
  )
}
