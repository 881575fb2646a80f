import { GetObjectAttributesCommand } from '@aws-sdk/client-s3'
import type { Bucket } from './bucket.ts'
import type { CopySource } from './copy-source.ts'
import { MAX_PARTS } from './part-plan.ts'

const MiB = 1024 ** 2

/** Large enough to be few, and small enough to be copied long before a connection counts as dead. Bytes. */
const COPIED_PART_BYTES = 512 * MiB

/** A part of the source, by its place in it: both ends are within it. */
export interface Piece {
  readonly number: number
  readonly first: number
  readonly last: number
}

export interface CopyPlan {
  readonly pieces: readonly Piece[]
  /** The copy is cut as its source is, so that checksums over the parts' checksums must be the same. */
  readonly alike: boolean
}

/** How an object is cut to be copied: as it was uploaded where the store says that, else into equal parts. */
export async function copyPlan(bucket: Bucket, source: CopySource, signal: AbortSignal): Promise<CopyPlan> {
  const sizes = source.checksum?.algorithm.endsWith('-composite')
    ? await partSizes(bucket, source.key, signal)
    : []
  const alike = sizes.length > 0 && sizes.reduce((sum, size) => sum + size, 0) === source.bytes
  return { pieces: cut(alike ? sizes : equalSizes(bucket, source.bytes)), alike }
}

/** The sizes of an object's parts; none where the store, or the credentials' rights, don't say. */
async function partSizes(bucket: Bucket, key: string, signal: AbortSignal): Promise<number[]> {
  const sizes: number[] = []
  let after: string | undefined
  do {
    const command = new GetObjectAttributesCommand({
      ...bucket.common,
      Key: bucket.fullKey(key),
      ObjectAttributes: ['ObjectParts'],
      ...(after && { PartNumberMarker: after }),
    })
    const answer = await bucket
      .ask('GetObjectAttributes', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
      .catch((error: unknown) => {
        if (signal.aborted) throw error
        return undefined
      })
    const { Parts = [], IsTruncated, NextPartNumberMarker } = answer?.ObjectParts ?? {}
    sizes.push(...Parts.map(({ Size }) => Size ?? 0))
    after = IsTruncated && Parts.length > 0 ? NextPartNumberMarker : undefined
  } while (after)
  return sizes
}

function equalSizes({ options }: Bucket, bytes: number): number[] {
  const { maxParts = MAX_PARTS, partBytes, copyLimitBytes = COPIED_PART_BYTES } = options
  const size = partBytes ?? Math.max(Math.min(COPIED_PART_BYTES, copyLimitBytes), Math.ceil(bytes / maxParts))
  return Array.from({ length: Math.ceil(bytes / size) }, (_, at) => Math.min(size, bytes - at * size))
}

function cut(sizes: readonly number[]): Piece[] {
  let first = 0
  return sizes.map((size, index) => {
    const piece = { number: index + 1, first, last: first + size - 1 }
    first += size
    return piece
  })
}
