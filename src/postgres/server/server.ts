import { join } from 'node:path'

/** The programs of a server that this product starts. */
export const SERVER_PROGRAMS = ['initdb', 'postgres'] as const
export type ServerProgram = (typeof SERVER_PROGRAMS)[number]

/** PostgreSQL's server programs of one version. */
export interface ServerPrograms {
  readonly major: number
  /** As the programs say it: `17.10`. */
  readonly version: string
  /** Where they come from, for people: `tool-cache`, `/usr/lib/postgresql/17/bin`, `PGDG noble-pgdg`. */
  readonly origin: string
  /** An absolute path that can be spawned as it is, with no other environment. */
  program(name: ServerProgram): string
  /** What CREATE EXTENSION finds, by the control files: names. */
  readonly extensions: ReadonlySet<string>
  /** The folder that works wherever it is copied to; undefined for a server that belongs to the machine. */
  readonly movable: string | undefined
}

/** The same programs in a copy of their folder. */
export function movedTo(folder: string, server: ServerPrograms): ServerPrograms {
  return { ...server, movable: folder, program: name => join(folder, 'bin', name) }
}

/** An extension that was asked for and that the server does not have. */
export interface MissingExtension {
  readonly name: string
  /** For people: `no package is known that has it`. */
  readonly why: string
}

export interface ProvidedServer {
  readonly server: ServerPrograms
  readonly missing: readonly MissingExtension[]
}
