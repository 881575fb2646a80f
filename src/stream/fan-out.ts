import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { SecondaryError } from './ignore-broken-pipe.ts'

/**
 * One stream into several: each chunk goes to every sink, and the next one waits for the slowest. Finishes when every
 * sink has finished; fails with the first sink that fails. Destroying it destroys the sinks.
 *
 * @param whenRead called for each chunk when every sink has called back for it: by then a sink must be done with the chunk,
 * and have copied what it needs longer
 */
export function fanOut(sinks: readonly Writable[], whenRead?: (chunk: Buffer) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      let reading = sinks.length
      const read = (error?: Error | null): void => {
        if (error) return
        reading -= 1
        if (reading === 0) whenRead?.(chunk)
      }
      const slow = sinks.filter(sink => !sink.write(chunk, read))
      Promise.all(slow.map(drained)).then(() => done(), done)
    },
    final(done) {
      const ends = sinks.map(sink => finished(sink, { readable: false }))
      for (const sink of sinks) sink.end()
      Promise.all(ends).then(() => done(), done)
    },
    construct(done) {
      for (const sink of sinks) sink.once('error', error => this.destroy(error))
      done()
    },
    destroy(error, done) {
      if (error) for (const sink of sinks) sink.destroy(error)
      done(error)
    },
  })
}

/** Resolves when `sink` takes bytes again, or will never. */
function drained(sink: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      sink.off('drain', settle).off('close', closed).off('error', settle)
      if (error) reject(error)
      else resolve()
    }
    const closed = (): void =>
      settle(sink.errored ?? new SecondaryError('a sink was closed before it had taken every byte'))
    if (sink.destroyed) return closed()
    sink.once('drain', settle).once('close', closed).once('error', settle)
  })
}
