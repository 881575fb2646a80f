import { formatSize } from '../../sizes.ts'
import { type Finding, failed, fine, skipped, warned } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

/** A client with all of its libraries, and the files of a run. Bytes. */
const NEEDED_BYTES = 64 * 1024 ** 2

/** A store refuses requests whose time is off by more. Milliseconds. */
const REFUSED_MS = 15 * 60_000
/** By then a clock is not being kept. Milliseconds. */
const ODD_MS = 60_000

/** A backup is streamed: the disk is for the client's programs only. */
export function judgeDisk(path: string, freeBytes: number): Finding {
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
export function judgeFolder(path: string, freeBytes: number, storedBytes: number | undefined): Finding {
  const free = `${formatSize(freeBytes)} free in ${path}`
  if (storedBytes === undefined || freeBytes >= storedBytes) return fine(SUBJECTS.disk, `${free}.`)
  return warned(
    SUBJECTS.disk,
    `Only ${free}, and a backup may take ${formatSize(storedBytes)}.`,
    'Free space there, or choose another destination.',
  )
}

/** The store's clock against this machine's, to the second. */
export function judgeClock(here: Date, there: Date): Finding {
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

export type ClientFacts =
  | { readonly version: string; readonly origin: string }
  | {
      readonly installable: boolean
      /** What to do where it cannot be installed. */
      readonly advice: string
      /** Where from, for people. */
      readonly from: string
    }

/** A backup takes the client of the server's own major version. */
export function judgeClient(major: number, client: ClientFacts): Finding {
  if ('version' in client) return fine(SUBJECTS.client, `pg_dump ${client.version} is in ${client.origin}.`)
  if (client.installable) {
    return skipped(
      SUBJECTS.client,
      `There is no client ${major} on this machine yet; a backup installs it from ${client.from}. Whether that can be reached was not tried.`,
    )
  }
  return failed(SUBJECTS.client, {
    kind: 'environment',
    code: 'client-unsupported-platform',
    message: `There is no PostgreSQL client ${major} on this machine, and it cannot be installed from Debian's packages here.`,
    hint: client.advice,
  })
}
