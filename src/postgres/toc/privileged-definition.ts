import { unquoteIdentifier } from '../../core/sql-quoting.ts'
import type { Privileged } from './toc-entry.ts'

const IDENTIFIER = String.raw`(?:"(?:[^"\0]|"")+"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)`
/** Without an E, as long as standard_conforming_strings is on. */
const LITERAL = String.raw`(?:'(?:[^'\0]|'')*'|E'(?:[^'\\\0]|''|\\[^\0])*')`
const OPTION = `[a-z_]+ = (?:${LITERAL}|[A-Za-z0-9_]+)`
const OPTIONS = String.raw`\(${OPTION}(?:, ${OPTION})*\)`
/** With an empty search_path only the names of the system's own types have no schema. */
const OWN_TYPE = String.raw`(?:[a-z][a-z0-9_]*(?: [a-z0-9]+)*(?:\[\])?|"char")`
const OWN_CAST = String.raw`CAST \(${OWN_TYPE} AS ${OWN_TYPE}\)`

interface Recognised {
  readonly kind: string
  readonly when: 'before' | 'after'
  /** The whole definition, as pg_dump writes it. */
  readonly pattern: RegExp
  /** Whether pg_dump shows it to a role that is no superuser. */
  readonly dumped?: false
}

function whole(pattern: string): RegExp {
  return new RegExp(String.raw`^\s*${pattern}\s*$`)
}

/**
 * What is made by the superuser without running anything of the backup: names, options and texts, no expression, no function
 * that is called, no library that is loaded. A foreign-data wrapper is here without a handler only: one that lacks the
 * validator of its handler would open files of the server.
 */
const RECOGNISED: readonly Recognised[] = [
  {
    kind: 'EXTENSION',
    when: 'before',
    pattern: whole(`CREATE EXTENSION IF NOT EXISTS ${IDENTIFIER} WITH SCHEMA (${IDENTIFIER});`),
  },
  {
    kind: 'FOREIGN DATA WRAPPER',
    when: 'before',
    pattern: whole(
      String.raw`CREATE FOREIGN DATA WRAPPER ${IDENTIFIER}(?: OPTIONS \(\s*${IDENTIFIER}\s+${LITERAL}(?:,\s*${IDENTIFIER}\s+${LITERAL})*\s*\))?;`,
    ),
  },
  {
    kind: 'CAST',
    when: 'before',
    pattern: whole(`CREATE ${OWN_CAST} WITH INOUT(?: AS (?:ASSIGNMENT|IMPLICIT))?;`),
  },
  {
    kind: 'PUBLICATION',
    when: 'after',
    pattern: whole(`CREATE PUBLICATION ${IDENTIFIER} FOR ALL TABLES(?: WITH ${OPTIONS})?;`),
  },
  {
    kind: 'PUBLICATION TABLES IN SCHEMA',
    when: 'after',
    pattern: whole(`ALTER PUBLICATION ${IDENTIFIER} ADD TABLES IN SCHEMA ${IDENTIFIER};`),
  },
  {
    kind: 'SUBSCRIPTION',
    when: 'after',
    pattern: whole(
      String.raw`CREATE SUBSCRIPTION ${IDENTIFIER} CONNECTION ${LITERAL} PUBLICATION ${IDENTIFIER}(?:, ${IDENTIFIER})* WITH \(connect = false(?:, (?!connect|enabled)${OPTION})*\);`,
    ),
    dumped: false,
  },
  {
    kind: 'EVENT TRIGGER',
    when: 'after',
    pattern: whole(
      String.raw`CREATE EVENT TRIGGER ${IDENTIFIER} ON [a-z_]+(?:\s+WHEN TAG IN \(${LITERAL}(?:, ${LITERAL})*\))?\s+EXECUTE FUNCTION ${IDENTIFIER}\.${IDENTIFIER}\(\);(?:\s*ALTER EVENT TRIGGER ${IDENTIFIER} (?:DISABLE|ENABLE(?: REPLICA| ALWAYS)?);)?`,
    ),
  },
  {
    kind: 'COMMENT',
    when: 'after',
    pattern: whole(
      `COMMENT ON (?:(?:PUBLICATION|EVENT TRIGGER|FOREIGN DATA WRAPPER) ${IDENTIFIER}|${OWN_CAST}) IS ${LITERAL};`,
    ),
  },
  {
    kind: 'COMMENT',
    when: 'after',
    pattern: whole(`COMMENT ON SUBSCRIPTION ${IDENTIFIER} IS ${LITERAL};`),
    dumped: false,
  },
]

/** Kinds that always need a superuser, and why, for people. */
const NEVER: Readonly<Record<string, string>> = {
  'ACCESS METHOD': 'access methods need a superuser',
  'FOREIGN DATA WRAPPER': 'foreign-data wrappers need a superuser',
  'OPERATOR CLASS': 'operator classes need a superuser',
  'OPERATOR FAMILY': 'operator families need a superuser',
  'PROCEDURAL LANGUAGE': 'languages that no extension brings need a superuser',
  'SHELL TYPE': 'base types need a superuser',
  'TEXT SEARCH PARSER': 'text search parsers need a superuser',
  'TEXT SEARCH TEMPLATE': 'text search templates need a superuser',
  'EVENT TRIGGER': 'event triggers need a superuser',
  SUBSCRIPTION: 'subscriptions need a superuser',
}
const UNTRUSTED = /^(?:c|internal|pl(?:python[23]?|perl|tcl)u|plr|plsh|javau)$/
/** As dumpFunc writes it: language and attributes in a line of their own, between arguments and body. */
const LANGUAGE = new RegExp(String.raw`\n    LANGUAGE (${IDENTIFIER})([^\n]*)`)
const BASE_TYPE = /^\s*CREATE TYPE [^(;]+(?:;|\(\s*INTERNALLENGTH)/
const BINARY_CAST = new RegExp(String.raw`\) WITHOUT FUNCTION|^\s*CREATE ${OWN_CAST} WITH FUNCTION`)

/** The same of an entry of which no more is known than its kind. */
export function whySuperuser(kind: string): string | undefined {
  return NEVER[kind]
}

const SCHEMA = whole(`CREATE SCHEMA (${IDENTIFIER});`)

/** The schema that a statement creates, as the catalog has it; undefined for any other statement. */
export function createdSchema(statement: string): string | undefined {
  const [, name] = SCHEMA.exec(statement) ?? []
  return name === undefined ? undefined : unquoteIdentifier(name)
}

/**
 * Whether an entry's definition takes a superuser, and what becomes of it where the backup is loaded by somebody else;
 * undefined for what anybody may make. That may be wrong about what is said in odd words: the server then refuses it.
 */
export function privilegedDefinition(kind: string, definition: string): Privileged | undefined {
  for (const { dumped = true, kind: meant, pattern, when } of RECOGNISED) {
    if (kind !== meant) continue
    const match = pattern.exec(definition)
    if (!match) continue
    const statement = definition.trim()
    if (when === 'after') return { when, statement, dumped }
    const schema = match[1]
    return { when, statement, ...(schema !== undefined && { schema: unquoteIdentifier(schema) }) }
  }
  const why = NEVER[kind] ?? whyNever(kind, definition)
  return why === undefined ? undefined : { when: 'never', why }
}

function whyNever(kind: string, definition: string): string | undefined {
  switch (kind) {
    case 'FUNCTION':
    case 'PROCEDURE': {
      const [, language = '', attributes = ''] = LANGUAGE.exec(definition) ?? []
      if (UNTRUSTED.test(language)) return `functions in ${language} need a superuser`
      return / LEAKPROOF\b/.test(attributes) ? 'LEAKPROOF functions need a superuser' : undefined
    }
    case 'TYPE':
      return BASE_TYPE.test(definition) ? 'base types need a superuser' : undefined
    case 'CAST':
      return BINARY_CAST.test(definition) ? 'casts of types that are not its own need a superuser' : undefined
    default:
      return undefined
  }
}
