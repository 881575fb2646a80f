/**
 * Gives a chunk's memory back at once; to be called by its last reader, who alone knows that it is the last. Each chunk
 * off a pipe or out of a cipher has memory of its own. Left to the collector, that walks the whole heap for every 16 MB
 * of it: a sixth of the CPU time of a backup, and 45 MB at its peak (docs/benchmarks.md). What is a part of larger
 * memory is left alone.
 */
export function freeBuffer({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
