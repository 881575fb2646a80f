import type { Reporter } from '../../../core/reporter.ts'
import type { Download } from '../../../http/download.ts'
import type { Commands } from '../commands.ts'
import type { DebianMachine } from '../machine.ts'
import type { TrustedKeys } from './keyring.ts'

/** What reading a repository and unpacking its packages needs. */
export interface Apt {
  readonly download: Download
  readonly commands: Commands
  readonly reporter: Reporter
  readonly signal: AbortSignal
  readonly machine: DebianMachine
  /** Keys for sources that name none. */
  readonly trusted: TrustedKeys
  /** A folder of this run alone, removed by its owner. */
  readonly scratch: string
}
