import { Readable } from 'node:stream'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** How much of a body is handed to the connection at once, in bytes. */
export const SLICE_BYTES = 256 * 1024

/** A request that was answered; the answer may be changed before it is read. */
export type Handled = Awaited<ReturnType<NodeHttpHandler['handle']>>

/**
 * Sends large bodies slice by slice. TLS encrypts all that it is given at once, and keeps it until the network has taken
 * it: a part given whole is in memory twice (measured: 512 MiB more for a part of 512 MiB). The SDK itself still sees the
 * bytes, and so can send them again.
 */
export class SlicedBodies extends NodeHttpHandler {
  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    const { body }: { body?: unknown } = request
    if (!(body instanceof Uint8Array) || body.length <= SLICE_BYTES) return super.handle(request, options)
    // A copy: what is sent again begins with the bytes again.
    const sliced = request.clone()
    sliced.body = Readable.from(slices(body), { objectMode: false, highWaterMark: SLICE_BYTES })
    return super.handle(sliced, options)
  }
}

export function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES)
}
