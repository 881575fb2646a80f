import { BackupError } from '../../core/errors.ts'
import type { Receipt } from '../../core/upload-trace.ts'
import { cancelled, keyExists, ObjectVanished } from '../refusals.ts'
import type { PendingUpload, StoredObject } from '../store.ts'
import type { BegunUpload } from './begin-upload.ts'
import type { Bucket } from './bucket.ts'
import { completeUpload } from './complete-upload.ts'
import { onlyIfFree } from './condition.ts'
import { confirm } from './confirm.ts'
import { CLEAN_UP_MS, discardUpload, sweep } from './discard.ts'
import { headObject, removeTaggedObject } from './object.ts'
import type { S3Options } from './options.ts'
import { equalParts, growingParts, MAX_PARTS } from './part-plan.ts'
import { PartSender } from './part-sender.ts'
import { type PartsOptions, PartsWriter } from './parts-writer.ts'

export type Begun = Omit<BegunUpload, 'forget'> & { readonly signal: AbortSignal }

export class MultipartUpload implements PendingUpload {
  readonly key: string
  readonly uploadTag: string
  readonly trace: Begun['trace']
  readonly sink: PartsWriter
  readonly #bucket: Bucket
  readonly #begun: Begun
  readonly #forget: () => void
  readonly #parts: PartSender
  /** Ends the parts on their way when the upload is aborted for a reason of its own. */
  readonly #stopping = new AbortController()
  /** `completing` until the outcome is known: then an abort must look for the object too. */
  #state: 'open' | 'completing' | 'done' = 'open'
  /** Of an object that the store accepted and then did not show. */
  #receipt: Receipt | undefined

  constructor(bucket: Bucket, begun: Begun, forget: () => void) {
    const { key, uploadTag, trace, signal } = begun
    this.key = key
    this.uploadTag = uploadTag
    this.trace = trace
    this.#bucket = bucket
    this.#begun = begun
    this.#forget = forget
    const either = AbortSignal.any([signal, this.#stopping.signal])
    this.#parts = new PartSender(bucket, { key, fullKey: trace.key, uploadId: trace.uploadId }, either)
    this.sink = new PartsWriter({
      ...partsFor(bucket.options, bucket.url(key)),
      send: part => this.#parts.send(part),
    })
    // An abort may come before anybody listens; anyone who pipes into the sink learns of errors all the same.
    this.sink.on('error', () => {})
    signal.addEventListener('abort', this.#onAbort, { once: true })
    if (signal.aborted) this.#onAbort()
  }

  async complete(): Promise<StoredObject> {
    const { key, uploadTag, locked, signal } = this.#begun
    if (signal.aborted) throw cancelled(signal)
    if (!this.sink.writableFinished)
      throw new Error(`the upload of ${key} was completed before it had finished`)
    // Some stores ignore the condition in silence: a look just before makes an overwrite there a matter of milliseconds.
    if (await headObject(this.#bucket, key, signal)) throw keyExists(this.#bucket.url(key))
    this.#state = 'completing'
    const upload = { key, uploadId: this.trace.uploadId, parts: this.#parts.completed() }
    const answer = await onlyIfFree(this.#bucket, key, uploadTag, signal, condition =>
      completeUpload(this.#bucket, upload, condition, signal),
    )
    const expected = { key, uploadTag, bytes: this.sink.bytes, checksum: this.#parts.checksum(), locked }
    const stored = await confirm(this.#bucket, expected, answer, signal).catch((error: unknown) => {
      if (error instanceof ObjectVanished) this.#receipt = error.receipt
      throw error
    })
    await this.#end()
    return stored
  }

  /** Works after the run's own signal was aborted too: it has a deadline of its own. */
  async abort(): Promise<void> {
    if (this.#state === 'done') return
    this.#stopping.abort()
    this.sink.destroy()
    await this.sink.idle()
    const deadline = AbortSignal.timeout(CLEAN_UP_MS)
    await discardUpload(this.#bucket, { fullKey: this.trace.key, uploadId: this.trace.uploadId }, deadline)
    const { key, uploadTag } = this.#begun
    if (this.#state === 'completing')
      await removeTaggedObject(this.#bucket, key, uploadTag, deadline, this.#receipt)
    await this.#end()
  }

  readonly #onAbort = (): void => {
    this.sink.destroy(cancelled(this.#begun.signal))
  }

  async #end(): Promise<void> {
    this.#state = 'done'
    this.#begun.signal.removeEventListener('abort', this.#onAbort)
    if (this.#begun.unsure) await sweep(this.#bucket, this.trace.key)
    this.#forget()
  }
}

/** How an upload is cut and sent by its store's options. */
function partsFor(options: S3Options, url: string): Omit<PartsOptions, 'send'> {
  const { maxParts = MAX_PARTS, partBytes, parallelParts = 4, checksum = 'sha256' } = options
  return {
    plan: partBytes ? equalParts(partBytes) : growingParts(maxParts),
    maxParts,
    parallel: parallelParts,
    checksum,
    tooLarge: bytes => tooManyParts(url, bytes, maxParts),
  }
}

function tooManyParts(url: string, bytes: number, maxParts: number): BackupError {
  return new BackupError({
    kind: 'storage',
    code: 'storage-too-large',
    message: `${url} needs more than the ${maxParts} parts that the store takes, after ${bytes} bytes.`,
    hint: 'Raise max-parts where the provider allows it, exclude tables, or compress more.',
  })
}
