import type { Writable } from 'node:stream'
import type { ObjectKeys } from '../catalog/names.ts'
import type { CleanupJournal, CleanupTask, StoreName } from '../core/cleanup-journal.ts'
import { BackupError } from '../core/errors.ts'
import type { Receipt } from '../core/upload-trace.ts'
import type { ObjectVanished } from '../storage/refusals.ts'
import type { ObjectLock } from '../storage/s3/options.ts'
import type { ObjectStore, PendingUpload, StoredObject } from '../storage/store.ts'
import type { StreamSum } from '../stream/hash-meter.ts'

export interface NamedStore {
  readonly name: StoreName
  readonly store: ObjectStore
  /** What every object gets that the store is given; undefined: none. */
  readonly objectLock?: ObjectLock
}

/** How long undoing may take when the run itself is already stopped. Milliseconds; the runner kills after 10 s. */
const UNDO_MS = 8_000

/** Something that was done, and can be undone; `strike` takes it off the ledger. */
interface Step {
  readonly namedStore: NamedStore
  /** What is on the ledger for it. */
  task: CleanupTask
  undo(signal: AbortSignal): Promise<unknown>
  forget(): void
}

/** A step that could not be undone. */
export interface NotUndone {
  readonly task: CleanupTask
  readonly store: ObjectStore
  readonly error: unknown
}

interface Opened {
  readonly namedStore: NamedStore
  readonly upload: PendingUpload
  readonly step: Step
}

/**
 * One backup on its way into its stores (the destination, and the local copy where one is wanted): it appears in all of
 * them or in none. Each step is on the ledger before it is taken, so that the post step can undo what a kill left. What is
 * undone is known by its tag, never by its name alone: another run's object is left alone.
 */
export class UploadTransaction {
  readonly #shelves: readonly NamedStore[]
  readonly #keys: ObjectKeys
  readonly #ledger: CleanupJournal
  /** The last one first. */
  #steps: Step[] = []
  #opened: Opened[] = []

  constructor(shelves: readonly NamedStore[], keys: ObjectKeys, journal: CleanupJournal) {
    this.#shelves = shelves
    this.#keys = keys
    this.#ledger = journal
  }

  /** Opens one upload in each store, for bytes that nobody sees before `complete`. */
  async open(key: string, signal: AbortSignal): Promise<Writable[]> {
    const sinks: Writable[] = []
    for (const namedStore of this.#shelves) {
      const upload = await namedStore.store.begin(key, signal)
      // The store itself has put the upload on the ledger, before it asked for it.
      const task: CleanupTask = { kind: 'upload', store: namedStore.name, trace: upload.trace }
      const step: Step = { namedStore, task, undo: () => upload.abort(), forget: () => {} }
      this.#steps.unshift(step)
      this.#opened.push({ namedStore, upload, step })
      sinks.push(upload.sink)
    }
    return sinks
  }

  /**
   * Makes what was opened visible and compares what the stores hold with what was sent.
   * @returns the objects, the destination's first
   */
  async complete(sent: StreamSum): Promise<StoredObject[]> {
    const objects: StoredObject[] = []
    for (const { namedStore, upload, step } of this.#opened.splice(0)) {
      // Until it is complete, aborting the upload undoes it: that knows whether what is stored there is ours.
      this.#record(step, upload.key, upload.uploadTag)
      const object = await this.#noticing(step, upload.complete(), upload)
      step.undo = signal => namedStore.store.removeIfTagged(upload.key, upload.uploadTag, signal)
      compare(object, sent, namedStore.store.url(upload.key))
      objects.push(object)
    }
    return objects
  }

  /**
   * Writes a small companion into each store, the destination first: its manifest is the commit. A kill before the copy's
   * own manifest leaves a complete backup, and a copy that the post step removes.
   */
  async put(key: string, body: Uint8Array, signal: AbortSignal): Promise<void> {
    for (const namedStore of this.#shelves) {
      let announced: { readonly step: Step; readonly uploadTag: string } | undefined
      const putting = namedStore.store.put(key, body, signal, uploadTag => {
        const undo = (stop: AbortSignal) => namedStore.store.removeIfTagged(key, uploadTag, stop)
        const step: Step = {
          namedStore,
          task: this.#object(namedStore, key, uploadTag),
          undo,
          forget: () => {},
        }
        this.#record(step, key, uploadTag)
        this.#steps.unshift(step)
        announced = { step, uploadTag }
      })
      await putting.catch((error: unknown) => {
        if (announced && isVanished(error)) this.#keep(announced.step, { key, ...announced }, error.receipt)
        throw error
      })
    }
  }

  /** After the manifest: nothing is left to undo. */
  commit(): void {
    for (const { forget } of this.#steps.splice(0)) forget()
  }

  /** Takes everything back, even when the run's own signal is aborted. Returns what could not be undone. */
  async undo(): Promise<NotUndone[]> {
    const signal = AbortSignal.timeout(UNDO_MS)
    const failures: NotUndone[] = []
    for (const step of this.#steps.splice(0)) {
      try {
        await step.undo(signal)
        step.forget()
      } catch (error) {
        failures.push({ task: step.task, store: step.namedStore.store, error })
      }
    }
    return failures
  }

  #object({ name: store }: NamedStore, key: string, uploadTag: string, receipt?: Receipt): CleanupTask {
    const { manifest } = this.#keys
    return { kind: 'object', store, key, uploadTag, manifest, ...(receipt && { receipt }) }
  }

  #record(step: Step, key: string, uploadTag: string, receipt?: Receipt): void {
    const before = step.forget
    step.task = this.#object(step.namedStore, key, uploadTag, receipt)
    step.forget = this.#ledger.record(step.task)
    before()
  }

  async #noticing(
    step: Step,
    completing: Promise<StoredObject>,
    upload: PendingUpload,
  ): Promise<StoredObject> {
    return await completing.catch((error: unknown) => {
      if (isVanished(error)) this.#keep(step, upload, error.receipt)
      throw error
    })
  }

  /** What was accepted and is not shown may come to light: by the receipt it is removed all the same, here or by the post step. */
  #keep(step: Step, { key, uploadTag }: Pick<PendingUpload, 'key' | 'uploadTag'>, receipt: Receipt): void {
    const { undo } = step
    this.#record(step, key, uploadTag, receipt)
    step.undo = async signal => {
      await undo(signal)
      await step.namedStore.store.removeIfTagged(key, uploadTag, signal, receipt)
    }
  }
}

function isVanished(error: unknown): error is ObjectVanished {
  return error instanceof BackupError && error.code === 'storage-object-vanished' && 'receipt' in error
}

function compare(object: StoredObject, sent: StreamSum, url: string): void {
  const sameSize = object.bytes === sent.bytes
  const sameHash = object.checksum?.algorithm !== 'sha256' || hex(object.checksum.value) === sent.sha256
  if (sameSize && sameHash) return
  throw new BackupError({
    kind: 'integrity',
    code: 'stored-bytes-differ',
    message: `${url} does not hold what was sent: ${object.bytes} bytes there, ${sent.bytes} sent${sameSize ? ', with another SHA-256' : ''}.`,
    hint: 'Do not trust this copy; it was removed. Run the backup again, and look at the store if it happens twice.',
  })
}

function hex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}
