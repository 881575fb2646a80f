import { formatSize } from '../../core/sizes.ts'
import { type Finding, failed, fine, skipped, warned } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

/** A client with all of its libraries, and the files of a run. Bytes. */
const NEEDED_BYTES = 64 * 1024 ** 2

/** A store refuses requests whose time is off by more. Milliseconds. */
const REFUSED_MS = 15 * 60_000
/** By then a clock is not being kept. Milliseconds. */
const ODD_MS = 60_000

/** A backup is streamed: the disk is for the client's programs only. */
export function evaluateDisk(path: string, freeBytes: number): Finding {
  if (freeBytes >= NEEDED_BYTES) {
    return fine(
      SUBJECTS.disk,
      `${formatSize(freeBytes)} free in ${path}; a backup is streamed, and needs little.`,
    )
  }
  return warned(
    SUBJECTS.disk,
    `Only ${formatSize(freeBytes)} are free in ${path} (RUNNER_TEMP): too little to install a client.`,
    'Free space there, or use a larger runner.',
  )
}

/** A folder takes the backup itself. */
export function evaluateFolder(path: string, freeBytes: number, storedBytes: number | undefined): Finding {
  const free = `${formatSize(freeBytes)} free in ${path}`
  if (storedBytes === undefined || freeBytes >= storedBytes) return fine(SUBJECTS.disk, `${free}.`)
  return warned(
    SUBJECTS.disk,
    `Only ${free}, and a backup may take ${formatSize(storedBytes)}.`,
    'Free space there, or choose another destination.',
  )
}

/** The store's clock against this machine's, to the second. */
export function evaluateClock(here: Date, there: Date): Finding {
  const offMs = Math.abs(here.getTime() - there.getTime())
  const off = `This machine's clock and the store's are ${Math.round(offMs / 1000)} s apart`
  if (offMs < ODD_MS) return fine(SUBJECTS.clock, `${off}.`)
  const fix = 'Set the clock (timedatectl, chrony); signatures hold the time.'
  if (offMs < REFUSED_MS)
    return warned(SUBJECTS.clock, `${off}; from 15 minutes on requests are refused.`, fix)
  return failed(SUBJECTS.clock, {
    kind: 'storage',
    code: 'storage-clock-skew',
    message: `${off}, and from 15 minutes on requests are refused.`,
    hint: fix,
  })
}

/** Which of the clients that a backup would take is on this machine, and whether one can be installed. */
export interface ClientFacts {
  readonly found:
    | {
        readonly version: string
        readonly origin: string
        /** `older`: than the server. `unsafe`: with known security holes. */
        readonly standing: 'fits' | 'older' | 'unsafe'
      }
    | undefined
  /** The first version without known security holes. */
  readonly safeSince: string | undefined
  readonly installable: boolean
  /** What to do where it cannot be installed. */
  readonly advice: string
  /** Where from, for people. */
  readonly from: string
}

const NOT_TRIED = 'Whether that can be reached was not tried.'

/** A backup takes the client of the server's own major version, no older than the server if that can be had. */
export function evaluateClient(
  { major, version }: { readonly major: number; readonly version: string },
  client: ClientFacts,
): Finding {
  const { found, from, installable } = client
  if (found?.standing === 'unsafe') return evaluateUnsafe(found, client)
  if (found?.standing === 'older') {
    const next = installable ? ` A backup looks for a newer one in ${from}. ${NOT_TRIED}` : ''
    return warned(
      SUBJECTS.client,
      `pg_dump ${found.version} in ${found.origin} is older than the server, ${version}: backups that it makes may not restore.${next}`,
      `Update the client to ${version} or newer, or give a repository that has such a version as client-repository.`,
    )
  }
  if (found) return fine(SUBJECTS.client, `pg_dump ${found.version} is in ${found.origin}.`)
  if (installable) {
    return skipped(
      SUBJECTS.client,
      `There is no client ${major} on this machine yet; a backup installs it from ${from}. ${NOT_TRIED}`,
    )
  }
  return failed(SUBJECTS.client, {
    kind: 'environment',
    code: 'client-unsupported-platform',
    message: `There is no PostgreSQL client ${major} on this machine, and it cannot be installed from Debian's packages here.`,
    hint: client.advice,
  })
}

function evaluateUnsafe(
  found: NonNullable<ClientFacts['found']>,
  { advice, from, installable, safeSince = 'a newer version' }: ClientFacts,
): Finding {
  const message = `pg_dump ${found.version} in ${found.origin} has known security holes, which ${safeSince} fixed: a backup does not use it`
  if (installable) {
    return warned(
      SUBJECTS.client,
      `${message}, and installs another from ${from}. ${NOT_TRIED}`,
      `Update the client to ${safeSince} or newer.`,
    )
  }
  return failed(SUBJECTS.client, {
    kind: 'environment',
    code: 'client-unsafe',
    message: `${message}, and no other can be installed from Debian's packages here.`,
    hint: [`Update the client to ${safeSince} or newer.`, advice].join(' ').trim(),
  })
}
