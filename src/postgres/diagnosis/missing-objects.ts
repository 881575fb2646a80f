import type { Evidence, Sign } from './signs.ts'

/** What a statement of the backup needs is not found by its name, though it is there, or though a function names it. */
export function reliesOnSearchPath(): Sign {
  return {
    states: NOT_FOUND,
    read: evidence => {
      const missing = missingIn(evidence)
      if (!missing) return undefined
      const { name, routine } = missing
      if (routine !== undefined) return { ...(name && { what: name }), routine }
      return name !== undefined && isKnown(name, evidence) ? { what: name } : undefined
    },
  }
}

/** It names what it needs with its schema, and the backup has that: it comes later, or needs this one itself. */
export function comesTooLate(): Sign {
  return {
    states: NOT_FOUND,
    read: evidence => {
      const { name = '' } = missingIn(evidence) ?? {}
      const [schema = '', bare = ''] = name.split('.')
      const mayComeTooLate = evidence.isPlaced && bare !== '' && !evidence.extensions?.includes(bare)
      return mayComeTooLate && isKnown(schema, evidence) && isKnown(bare, evidence)
        ? { what: name }
        : undefined
    },
  }
}

/** Tables, functions, types and schemas that are not there. */
const NOT_FOUND = ['42P01', '42883', '42704', '3F000']

/** Names of languages stay in a translation, as COPY does; the place of a row is no routine. */
const OF_ROUTINE = /^(?!.*\bCOPY\b).*(?:SQL|PL\/)/

interface Missing {
  /** Without quotation marks and arguments; undefined in a language that is not read here. */
  readonly name: string | undefined
  /** The innermost place where it was looked for, unless that was the statement itself. */
  readonly routine: string | undefined
}

function missingIn({ server, text }: Evidence): Missing | undefined {
  if (server && !NOT_FOUND.includes(server.sqlstate)) return undefined
  const named =
    /ERROR: +(?:relation|type|function|operator|schema|aggregate|table) "?([^"\n(]*)"?(?:\(.*)? does not exist/
  const name = named.exec(text)?.[1]
  if (name === undefined && !server) return undefined
  const context = server
    ? server.context
    : [...text.matchAll(/^CONTEXT: +(.*)$/gm)].map(([, line = '']) => line)
  return { name, routine: context.find(line => OF_ROUTINE.test(line)) }
}

function isKnown(name: string, { names = new Set() }: Evidence): boolean {
  return names.has(name)
}
