import { ListMultipartUploadsCommand, ListPartsCommand } from '@aws-sdk/client-s3'
import type { UnfinishedUpload } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { failureOf, hasNoSuchFeature, isDenied, isGone } from './failure.ts'
import { Pages } from './pages.ts'

/** An unfinished upload as the store lists it. */
export interface ListedUpload {
  readonly fullKey: string
  readonly uploadId: string
  readonly begun: Date
}

/** Every unfinished upload of keys that begin with the prefix, asked for page by page. */
export async function* listUploads(
  bucket: Bucket,
  fullPrefix: string,
  signal: AbortSignal,
): AsyncGenerator<ListedUpload> {
  const pages = new Pages(bucket)
  let from: { readonly KeyMarker: string; readonly UploadIdMarker?: string } | undefined
  do {
    const command = new ListMultipartUploadsCommand({ ...bucket.common, Prefix: fullPrefix, ...from })
    const page = await bucket.ask('ListMultipartUploads', bucket.shortKey(fullPrefix) ?? '', signal, () =>
      bucket.client.send(command, { abortSignal: signal }),
    )
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      // Without its time an upload counts as begun just now, and so is left alone.
      if (Key && UploadId) yield { fullKey: Key, uploadId: UploadId, begun: Initiated ?? new Date() }
    }
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
    const next = KeyMarker ? { KeyMarker, ...(UploadIdMarker && { UploadIdMarker }) } : undefined
    from = pages.next(page.IsTruncated, next)
  } while (from)
}

export async function* unfinishedUploads(
  bucket: Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<UnfinishedUpload> {
  for await (const { fullKey, uploadId, begun } of listUploads(bucket, bucket.fullKey(prefix), signal)) {
    const key = bucket.shortKey(fullKey)
    const trace = { kind: 'multipart', bucket: bucket.options.bucket, key: fullKey, uploadId } as const
    if (key) yield { key, begun, trace }
  }
}

/** When the newest part of an upload was stored, or it was begun; undefined where its parts may not be listed. */
export async function lastActivity(
  bucket: Bucket,
  { begun, trace }: UnfinishedUpload,
  signal: AbortSignal,
): Promise<Date | undefined> {
  if (trace.kind !== 'multipart' || trace.uploadId === undefined) return undefined
  const { key: Key, uploadId: UploadId } = trace
  const pages = new Pages(bucket)
  let newest = begun.getTime()
  let from: { readonly PartNumberMarker: string } | undefined
  try {
    do {
      const command = new ListPartsCommand({ ...bucket.common, Key, UploadId, ...from })
      const page = await bucket.ask('ListParts', bucket.shortKey(Key) ?? '', signal, () =>
        bucket.client.send(command, { abortSignal: signal }),
      )
      for (const { LastModified } of page.Parts ?? []) newest = Math.max(newest, LastModified?.getTime() ?? 0)
      const marker = page.NextPartNumberMarker
      from = pages.next(page.IsTruncated, marker ? { PartNumberMarker: marker } : undefined)
    } while (from)
    return new Date(newest)
  } catch (error) {
    if (
      !signal.aborted &&
      (isDenied(error) || isGone(failureOf(error)) || hasNoSuchFeature(failureOf(error)))
    )
      return undefined
    throw error
  }
}
