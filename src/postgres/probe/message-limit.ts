import type { EventEmitter } from 'node:events'

/** No answer to what we ask is nearly as long; who announces more would have it all kept in memory first. Bytes. */
const LARGEST_MESSAGE = 64 * 1024 * 1024
/** A byte that says what it is, and its length, which counts itself. */
const HEADER_BYTES = 5

/**
 * Reads along how long each message of the server says it is (“Message Formats” in PostgreSQL's manual), and calls
 * `refuse` for the first that is too long, before any of it is kept. To be called before anybody else reads the stream.
 */
export function limitMessages(stream: EventEmitter, refuse: (error: Error) => void): void {
  const header = Buffer.alloc(HEADER_BYTES)
  let filled = 0
  let skip = 0
  stream.prependListener('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      const passed = Math.min(skip, chunk.length - at)
      skip -= passed
      at += passed
      const taken = chunk.copy(header, filled, at, at + HEADER_BYTES - filled)
      filled += taken
      at += taken
      if (filled < HEADER_BYTES) continue
      filled = 0
      const length = header.readUInt32BE(1)
      if (length > LARGEST_MESSAGE) return refuse(new Error(`message of ${length} bytes`))
      skip = Math.max(0, length - (HEADER_BYTES - 1))
    }
  })
}
