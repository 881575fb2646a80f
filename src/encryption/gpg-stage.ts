import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import type { BackupError } from '../core/errors.ts'
import { type Child, type ChildEnd, type ChildOptions, startChild } from '../stream/child.ts'
import { type FilterWatch, watchFilter } from '../stream/filter-stall.ts'
import { STALL_TIMEOUT_MS } from '../stream/silence.ts'
import { gpgFailure, gpgOpeningFailure, noHome } from './gpg-failure.ts'

export interface GpgSettings {
  readonly passphrase: string
  /** A path, or a name that is looked up in `searchPath`. */
  readonly program?: string
  /** The PATH for gpg. */
  readonly searchPath: string
  /** An existing directory: gpg's home is made in it, and removed. */
  readonly scratch: string
  /** How long gpg may make no progress; default: 10 minutes. */
  readonly stallTimeoutMs?: number
  /** Called with gpg's pid: see ChildOptions. */
  readonly onStart?: ChildOptions['onStart']
}

/**
 * The iterated key derivation is given its greatest count (65,011,712 bytes, about 0.2 s): otherwise gpg would ask its
 * agent, and so start one. With the passphrase on a pipe nothing else needs the agent.
 */
const SEALING = [
  ...['--s2k-mode', '3', '--s2k-digest-algo', 'SHA512', '--s2k-count', '65011712'],
  ...['--cipher-algo', 'AES256', '--compress-algo', 'none', '--symmetric'],
]
const COMMON = [
  ...['--no-options', '--no-autostart', '--batch', '--no-tty', '--quiet'],
  ...['--pinentry-mode', 'loopback', '--passphrase-fd', '3'],
]

/** What gpg is to do, and how its failure is reported. */
export interface GpgTask {
  readonly args: readonly string[]
  readonly failure: (end: ChildEnd, stderr: string) => BackupError
}

export const SEAL: GpgTask = { args: [...COMMON, ...SEALING], failure: gpgFailure }
export const OPEN: GpgTask = { args: [...COMMON, '--decrypt'], failure: gpgOpeningFailure }

/** Bytes in, gpg's output out. Closed only when the program is gone and its home removed, however it ended. */
export class GpgStage extends Duplex {
  readonly #task: GpgTask
  readonly #settings: GpgSettings
  readonly #signal: AbortSignal
  #home: string | undefined
  #child: Child | undefined
  /** Set when gpg has been given everything; called when it has accepted it. */
  #finished: (() => void) | undefined

  constructor(task: GpgTask, settings: GpgSettings, signal: AbortSignal) {
    super({ signal })
    this.#task = task
    this.#settings = settings
    this.#signal = signal
  }

  override _construct(callback: (error?: Error | null) => void): void {
    this.#start().then(child => {
      this.#child = child
      this.#follow(child)
      callback()
    }, callback)
  }

  override _write(data: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    // A broken pipe only says that gpg is gone; its end, which follows, says why.
    this.#child?.stdin.write(data, error => {
      if (!error) callback()
    })
  }

  override _final(callback: () => void): void {
    this.#finished = callback
    this.#child?.stdin.end()
  }

  override _read(): void {
    this.#child?.stdout.resume()
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#cleanUp().then(
      () => callback(error),
      failure => callback(error ?? failure),
    )
  }

  async #start(): Promise<Child> {
    const { passphrase, program = 'gpg', searchPath, scratch, onStart } = this.#settings
    // Private to its owner (0700), as mkdtemp makes it.
    this.#home = await mkdtemp(join(scratch, 'gnupg-')).catch(error => Promise.reject(noHome(scratch, error)))
    return startChild(program, this.#task.args, {
      env: { PATH: searchPath, GNUPGHOME: this.#home, LC_ALL: 'C' },
      signal: this.#signal,
      secrets: [passphrase],
      ...(onStart && { onStart }),
    })
  }

  #follow(child: Child): void {
    child.stdout.pause().on('data', data => {
      if (!this.push(data)) child.stdout.pause()
    })
    child.stdout.on('error', () => {})
    const watch = watchFilter(child, this.#settings.stallTimeoutMs ?? STALL_TIMEOUT_MS)
    child.ended.then(end => this.#conclude(child, watch, end))
  }

  /** The cause of a failure is reported, and an end announced, only when nothing is left behind: nobody waits for `close`. */
  async #conclude(child: Child, watch: FilterWatch, end: ChildEnd): Promise<void> {
    if (this.destroyed) return
    if (!this.#finished || !('code' in end) || end.code !== 0) {
      this.destroy(watch.error() ?? this.#task.failure(end, child.stderr()))
      return
    }
    try {
      await this.#cleanUp()
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)))
      return
    }
    this.#finished()
    this.push(null)
  }

  async #cleanUp(): Promise<void> {
    const child = this.#child
    if (child) {
      child.kill()
      // A pipe that nobody reads any more would keep the child from being seen as ended.
      child.stdout.destroy()
      await child.ended
    }
    if (this.#home) await rm(this.#home, { recursive: true, force: true })
  }
}
