import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SecondaryError } from '../../../src/stream/ignore-broken-pipe.ts'
import { runAll } from '../../../src/stream/run-all.ts'

const failing = async (error: Error, afterMs = 0): Promise<never> => {
  await sleep(afterMs)
  throw error
}
const until = async (signal: AbortSignal): Promise<void> => {
  await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

describe('parts that stand and fall together', () => {
  it('end well when all end well', async () => {
    await expect(runAll([sleep(1), sleep(2)], new AbortController())).resolves.toBeUndefined()
  })

  it('are all stopped by the first failure', async () => {
    const controller = new AbortController()
    await expect(runAll([until(controller.signal), failing(new Error('disk'))], controller)).rejects.toThrow(
      'disk',
    )
    expect(controller.signal.aborted).toBe(true)
  })

  it('say the upstream cause even when its consequence was seen first', async () => {
    const parts = [failing(new Error('pg_dump died'), 50), failing(new Error('archive truncated'))]
    await expect(runAll(parts, new AbortController())).rejects.toThrow('pg_dump died')
  })

  it('never say an aftermath while there is a cause', async () => {
    const parts = [failing(new SecondaryError('a pipe broke')), failing(new Error('part refused'), 50)]
    await expect(runAll(parts, new AbortController())).rejects.toThrow('part refused')
  })

  it.each([50, 400, 900])('wait %i ms for the cause that an aftermath must have', async afterMs => {
    const parts = [failing(new SecondaryError('a pipe broke')), failing(new Error('gpg was killed'), afterMs)]
    await expect(runAll(parts, new AbortController())).rejects.toThrow('gpg was killed')
  })

  it('do not wait for a cause when all of them have ended', async () => {
    const startedAt = performance.now()
    const all = runAll([failing(new SecondaryError('a pipe broke')), sleep(20)], new AbortController())
    await expect(all).rejects.toThrow('none said why: a pipe broke')
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  it('end with what is no bug of this action where no cause comes', async () => {
    const controller = new AbortController()
    const all = runAll(
      [failing(new SecondaryError('a pipe broke')), until(controller.signal)],
      controller,
      50,
    )
    await expect(all).rejects.toMatchObject({
      name: 'BackupError',
      code: 'stream-broken',
      kind: 'environment',
    })
    expect(controller.signal.aborted).toBe(true)
  })

  it('throw the reason of anyone who stopped them from outside', async () => {
    const controller = new AbortController()
    const all = runAll([until(controller.signal), until(controller.signal)], controller)
    controller.abort(new Error('cancelled'))
    await expect(all).rejects.toThrow('cancelled')
  })

  it('that only broke pipes while somebody stopped them say that somebody’s reason', async () => {
    const controller = new AbortController()
    const all = runAll([failing(new SecondaryError('a pipe broke'))], controller)
    await sleep(20)
    controller.abort(new Error('cancelled'))
    await expect(all).rejects.toThrow('cancelled')
  })
})
