import { Writable } from 'node:stream'
import type { Child } from '../../stream/child.ts'

/** What psql is given, with backpressure. `givenUp`: whether psql was killed for what happened upstream, rather than ended by itself. */
export function inputOf(
  child: Child,
  begin: () => Promise<void>,
): { readonly sink: Writable; givenUp(): boolean; taken(): number; pending(): boolean } {
  let brokeItself = false
  let givenUp = false
  let given = 0
  let taken = 0
  let begun: Promise<void> | undefined
  const sink: Writable = new Writable({
    write: (chunk, _encoding, done) => {
      begun ??= begin()
      given += 1
      begun.then(
        () =>
          child.stdin.write(chunk, error => {
            brokeItself ||= Boolean(error)
            taken += 1
            done(error)
          }),
        done,
      )
    },
    destroy: (error, done) => {
      if (!sink.writableFinished) {
        givenUp = !brokeItself
        child.kill()
      }
      done(error)
    },
  })
  return { sink, givenUp: () => givenUp, taken: () => taken, pending: () => given > taken }
}
