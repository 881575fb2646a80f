import { join } from 'node:path'

/** The programs of a client that this product starts. */
export const CLIENT_PROGRAMS = ['pg_dump', 'pg_restore', 'pg_dumpall', 'psql'] as const
export type ClientProgram = (typeof CLIENT_PROGRAMS)[number]

/** PostgreSQL's client programs of one version. */
export interface PostgresClient {
  readonly major: number
  /** As the programs say it: `17.10`. */
  readonly version: string
  /** Where they come from, for people: `tool-cache`, `/usr/lib/postgresql/17/bin`, `PGDG noble-pgdg`. */
  readonly origin: string
  /** An absolute path that can be spawned as it is, with no other environment. */
  program(name: ClientProgram): string
}

export function clientIn(
  folder: string,
  version: { readonly major: number; readonly version: string },
  origin: string,
): PostgresClient {
  return { ...version, origin, program: name => join(folder, name) }
}
