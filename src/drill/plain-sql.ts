import { createReadStream } from 'node:fs'
import { finished, pipeline } from 'node:stream/promises'
import type { Manifest } from '../catalog/manifest.ts'
import { compressionMethod } from '../postgres/compression-choice.ts'
import { decodeText } from '../postgres/decode.ts'
import { createdSchema, privilegedDefinition, whySuperuser } from '../postgres/toc/privileged-definition.ts'
import type { Privileged } from '../postgres/toc/toc-entry.ts'
import { rolesInDefinition } from '../postgres/toc/toc-entry-of.ts'
import { eachLine } from '../stream/each-line.ts'
import { superuserNeeded } from './privileged.ts'

/** What the superuser makes of SQL text before, and what the text is loaded without then. */
export interface TextShares {
  readonly schemas: readonly string[]
  readonly before: readonly string[]
  /** Whether a statement, a line, is left out: latin1. */
  readonly leaveOut: (line: string) => boolean
}

/** Schemas and extensions stand before everything that has rows or could use them. */
const HEAD_ENDS =
  /^(?:-- (?:Data for )?Name: .*; Type: (?:TABLE|TABLE DATA|VIEW|SEQUENCE|INDEX|FK CONSTRAINT); |COPY )/
/** Everything is loaded as the owner of the database: owners and privileges are no part of a fingerprint. */
const OF_OTHERS =
  /^(?:ALTER [A-Z ]+ .* OWNER TO |GRANT |REVOKE |ALTER DEFAULT PRIVILEGES |SET SESSION AUTHORIZATION |RESET SESSION AUTHORIZATION).*;$|^RESET SESSION AUTHORIZATION;$/

/**
 * Reads the head of SQL text for its extensions.
 * @param file opened, as fetchDump left it
 * @throws BackupError `drill-superuser-needed`
 */
export async function shareOutText(
  manifest: Manifest,
  file: string,
  signal: AbortSignal,
): Promise<TextShares> {
  const needed = manifest.fingerprint.objects.flatMap(({ kind, name }) => {
    const why = whySuperuser(kind)
    return why === undefined ? [] : [`${kind.toLowerCase()} ${name} (${why})`]
  })
  if (needed.length > 0) throw superuserNeeded(manifest, needed)
  const created = new Map<string, string>()
  const extensions: Extract<Privileged, { when: 'before' }>[] = []
  await readLines(manifest, file, signal, line => {
    if (HEAD_ENDS.test(line)) return 'enough'
    const text = Buffer.from(line, 'latin1').toString()
    const schema = createdSchema(text)
    if (schema !== undefined && !created.has(schema)) created.set(schema, line)
    const extension = text.startsWith('CREATE EXTENSION ')
      ? privilegedDefinition('EXTENSION', text)
      : undefined
    if (extension?.when === 'before') extensions.push(extension)
    return 'on'
  })
  const schemas = [...new Set(extensions.flatMap(({ schema }) => schema ?? []))].filter(name =>
    created.has(name),
  )
  const made = new Set(schemas.map(name => created.get(name)))
  return {
    schemas,
    before: extensions.map(({ statement }) => statement),
    leaveOut: line => OF_OTHERS.test(line) || made.delete(line),
  }
}

/** What names roles, by its kind and the beginning of its statement. */
const NAMING_ROLES = [
  ['POLICY', 'CREATE POLICY '],
  ['USER MAPPING', 'CREATE USER MAPPING '],
] as const
/** A row may look like a statement: more names than any database has roles are none. */
const MOST_ROLES = 10_000

/**
 * The roles that SQL text names and that must exist for it: all of it is read, if it has what may name some.
 * @param file opened, as fetchDump left it
 */
export async function rolesInText(manifest: Manifest, file: string, signal: AbortSignal): Promise<string[]> {
  const kinds = NAMING_ROLES.filter(([kind]) => manifest.fingerprint.objects.some(each => each.kind === kind))
  if (kinds.length === 0) return []
  const names = new Set<string>()
  await readLines(manifest, file, signal, line => {
    const [kind] = kinds.find(([, beginning]) => line.startsWith(beginning)) ?? []
    if (kind === undefined) return 'on'
    for (const name of rolesInDefinition(kind, Buffer.from(line, 'latin1').toString())) names.add(name)
    return names.size < MOST_ROLES ? 'on' : 'enough'
  })
  return [...names]
}

/** Lines are latin1. */
async function readLines(
  { options }: Manifest,
  file: string,
  signal: AbortSignal,
  onLine: (line: string) => 'on' | 'enough',
): Promise<void> {
  const enough = new AbortController()
  const { sink, sql } = decodeText(compressionMethod(options.compression))
  eachLine(sql, line => {
    if (!enough.signal.aborted && onLine(line) === 'enough') enough.abort()
  })
  try {
    const until = { signal: AbortSignal.any([signal, enough.signal]) }
    // The last lines come out after the last bytes went in.
    await Promise.all([pipeline(createReadStream(file), sink, until), finished(sql, until)])
  } catch (error) {
    signal.throwIfAborted()
    if (!enough.signal.aborted) throw error
  }
}
