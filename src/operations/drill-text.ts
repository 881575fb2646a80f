import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { compressionMethod } from '../backup/compression.ts'
import type { Manifest } from '../backup/manifest.ts'
import type { Privileged } from '../backup/restore/toc-entry.ts'
import { decodeText } from '../postgres/decode.ts'
import { createdSchema, privilegedDefinition, whySuperuser } from '../postgres/toc/privileged-definition.ts'
import { eachLine } from '../stream/each-line.ts'
import { superuserNeeded } from './drill-privileged.ts'

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
  await readHeadOfText(manifest, file, signal, line => {
    const text = Buffer.from(line, 'latin1').toString()
    const schema = createdSchema(text)
    if (schema !== undefined && !created.has(schema)) created.set(schema, line)
    const extension = text.startsWith('CREATE EXTENSION ')
      ? privilegedDefinition('EXTENSION', text)
      : undefined
    if (extension?.when === 'before') extensions.push(extension)
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

async function readHeadOfText(
  { options }: Manifest,
  file: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const enough = new AbortController()
  const { sink, sql } = decodeText(compressionMethod(options.compression))
  let isHead = true
  eachLine(sql, line => {
    if (!isHead) return
    isHead = !HEAD_ENDS.test(line)
    if (isHead) onLine(line)
    else enough.abort()
  })
  try {
    await pipeline(createReadStream(file), sink, { signal: AbortSignal.any([signal, enough.signal]) })
  } catch (error) {
    signal.throwIfAborted()
    if (!enough.signal.aborted) throw error
  }
}
