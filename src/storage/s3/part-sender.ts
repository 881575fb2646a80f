import { type CompletedPart, UploadPartCommand } from '@aws-sdk/client-s3'
import type { StoreChecksum } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { algorithmField, type ObjectChecksum, objectChecksum, valueField } from './checksum.ts'
import { BUILD, ownHeaders } from './headers.ts'
import type { ChecksumKind } from './options.ts'
import type { Part } from './parts-writer.ts'

/** An upload that parts are sent to. */
export interface PartTarget {
  readonly key: string
  readonly fullKey: string
  readonly uploadId: string
}

interface Accepted {
  readonly ETag: string
  readonly digest: Buffer
}

/** Sends parts and keeps what the store said of each, for the completion. */
export class PartSender {
  readonly #bucket: Bucket
  readonly #target: PartTarget
  readonly #signal: AbortSignal
  readonly #kind: ChecksumKind
  readonly #whole: ObjectChecksum
  readonly #accepted = new Map<number, Accepted>()

  constructor(bucket: Bucket, target: PartTarget, signal: AbortSignal) {
    this.#bucket = bucket
    this.#target = target
    this.#signal = signal
    this.#kind = bucket.options.checksum ?? 'sha256'
    this.#whole = objectChecksum(this.#kind)
  }

  /**
   * Resolves when the store has accepted the part, after as many attempts as it takes within the limit. Called in the
   * order of parts; they may end in any.
   */
  async send({ number, bytes, digest }: Part): Promise<void> {
    this.#whole.add(bytes, digest)
    const { key, fullKey, uploadId } = this.#target
    const command = new UploadPartCommand({
      ...this.#bucket.common,
      ...algorithmField(this.#kind),
      ...valueField(this.#kind, digest),
      Key: fullKey,
      UploadId: uploadId,
      PartNumber: number,
      Body: bytes,
    })
    // The signature covers the payload through this header; given by us, the SDK does not hash the part once more.
    if (this.#kind === 'sha256') {
      command.middlewareStack.add(ownHeaders({ 'x-amz-content-sha256': digest.toString('hex') }), BUILD)
    }
    const { ETag = '' } = await this.#bucket.ask('UploadPart', key, this.#signal, () =>
      this.#bucket.client.send(command, { abortSignal: this.#signal }),
    )
    this.#accepted.set(number, { ETag, digest })
  }

  /** The parts as the completion names them. */
  completed(): CompletedPart[] {
    return [...this.#accepted]
      .sort(([a], [b]) => a - b)
      .map(([PartNumber, { ETag, digest }]) => ({ PartNumber, ETag, ...valueField(this.#kind, digest) }))
  }

  /** The checksum that the store must report for the whole object. Asked for once, after the last part. */
  checksum(): StoreChecksum | undefined {
    return this.#whole.value()
  }
}
