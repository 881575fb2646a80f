import { createHash, randomUUID } from 'node:crypto'

/** What is kept of bytes that were read and thrown away. */
export interface Received {
  readonly bytes: number
  /** The SHA-256 that the sender declared, base64; not computed here. */
  readonly sha256: string | undefined
}

export interface KeptObject extends Received {
  readonly metadata: Readonly<Record<string, string>>
}

interface Upload {
  readonly metadata: KeptObject['metadata']
  readonly parts: Map<number, Received>
}

/** What a store knows of its objects when it does not keep their bytes. */
export class ForgetfulBucket {
  readonly objects = new Map<string, KeptObject>()
  readonly #uploads = new Map<string, Upload>()

  begin(metadata: KeptObject['metadata']): string {
    const id = randomUUID()
    this.#uploads.set(id, { metadata, parts: new Map() })
    return id
  }

  /** Returns whether there is such an upload. */
  part(uploadId: string, number: number, received: Received): boolean {
    return this.#uploads.get(uploadId)?.parts.set(number, received) !== undefined
  }

  /** undefined: there is no such upload. */
  complete(uploadId: string, key: string): KeptObject | undefined {
    const upload = this.#uploads.get(uploadId)
    if (!upload) return undefined
    const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part)
    const object = {
      bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: composite(parts),
      metadata: upload.metadata,
    }
    this.#uploads.delete(uploadId)
    this.objects.set(key, object)
    return object
  }

  abort(uploadId: string): boolean {
    return this.#uploads.delete(uploadId)
  }
}

/** S3's checksum over the parts' checksums. */
function composite(parts: readonly Received[]): string | undefined {
  const hash = createHash('sha256')
  for (const { sha256 } of parts) {
    if (sha256 === undefined) return undefined
    hash.update(sha256, 'base64')
  }
  return `${hash.digest('base64')}-${parts.length}`
}
