import type { CleanupJournal } from '../core/cleanup-journal.ts'
import type { Child, ChildEnd, ChildOptions } from '../stream/child.ts'
import type { Connection } from './connection/connection.ts'
import { firstEndpoint } from './connection/connection.ts'
import { secretsOf } from './connection/secrets.ts'
import { diagnose, diagnoseRestore } from './diagnosis/diagnose.ts'

/** The options that every child of a run is started with: stopped with the run, and on the ledger while it lives. */
export function childOptions(
  journal: CleanupJournal,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  onStderrLine?: (line: string) => void,
): ChildOptions {
  return {
    env,
    signal,
    onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
    ...(onStderrLine ? { onStderrLine } : {}),
  }
}

/** The options of a program that reads from us and writes to us. */
export interface FilterOptions extends ChildOptions {
  /** How long it may make no progress. */
  readonly stallTimeoutMs: number
}

/** `childOptions` of such a program. */
export function filterOptions(
  journal: CleanupJournal,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  stallTimeoutMs: number,
): FilterOptions {
  return { ...childOptions(journal, env, signal), stallTimeoutMs }
}

/** Turns a child's bad end into an error that names the host and the role, and holds no secret. */
export function explainEnd(connection: Connection): (child: Child, end: ChildEnd) => Error {
  const { host, port } = firstEndpoint(connection)
  const { database, user: role } = connection
  const context = { host, port, database, role, options: connection.options, secrets: secretsOf(connection) }
  return (child, end) => diagnose({ program: child.program, stderr: child.stderr(), end }, context)
}

/** The same for a child that loads a backup into a database: what a server refuses then, it refuses for other reasons. */
export function explainRestore(
  connection: Connection,
  manifest: Named,
): (child: Child, end: ChildEnd) => Error {
  const { host, port } = firstEndpoint(connection)
  const { database, user: role } = connection
  const names = namesIn(manifest)
  const extensions = manifest.contents.extensions.map(({ name }) => name).filter(name => name !== 'plpgsql')
  const context = {
    host,
    port,
    database,
    role,
    options: connection.options,
    secrets: secretsOf(connection),
    names,
    extensions,
  }
  return (child, end) => diagnoseRestore({ program: child.program, stderr: child.stderr(), end }, context)
}

/** The part of a manifest that names the objects of a backup. */
export interface Named {
  readonly contents: { readonly extensions: readonly { readonly name: string }[] }
  readonly fingerprint: {
    readonly objects: readonly { readonly schema: string; readonly name: string }[]
    readonly tables: readonly { readonly schema: string; readonly name: string }[]
  }
}

/** Which part of a backup may be named in any message: it is in the manifest too, which is not sealed. */
function namesIn({ contents, fingerprint }: Named): ReadonlySet<string> {
  const { objects, tables } = fingerprint
  return new Set([
    ...contents.extensions.map(({ name }) => name),
    // A constraint is `table constraint`, a function `f(integer)`.
    ...objects.flatMap(({ name, schema }) => [schema, name, ...name.split(' '), name.replace(/\(.*$/s, '')]),
    ...tables.flatMap(({ name, schema }) => [schema, name]),
  ])
}

/** pg_restore reads an archive that no server is asked about. */
export function archiveUnreadable(child: Child, end: ChildEnd): Error {
  const nobody = { host: 'no server', port: 0, database: 'none', role: 'nobody' }
  return diagnose({ program: child.program, stderr: child.stderr(), end }, nobody)
}
