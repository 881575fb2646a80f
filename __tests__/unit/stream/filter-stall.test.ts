import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Child, startChild } from '../../../src/stream/child.ts'
import { type FilterWatch, watchFilter } from '../../../src/stream/filter-stall.ts'

const LIMIT_MS = 300
/** A look at the process, and the time until SIGKILL, which alone ends what is stopped. */
const ENDED_MS = 6_000
/** More than the pipes of a program and our own buffers hold. */
const MUCH = 4 * 1024 * 1024

interface Watched {
  readonly child: Child
  readonly watch: FilterWatch
}

function filter(script: string, program = '/bin/sh', option = '-c'): Watched {
  const { signal } = new AbortController()
  const child = startChild(program, [option, script], { env: { PATH: process.env['PATH'] }, signal })
  return { child, watch: watchFilter(child, LIMIT_MS) }
}

function stop({ pid }: Child): void {
  if (pid !== undefined) process.kill(pid, 'SIGSTOP')
}

/** How a filter ended that must be let alone. */
async function wholeEnd({ child, watch }: Watched): Promise<unknown> {
  const end = await child.ended
  expect(watch.error()).toBeUndefined()
  return end
}

describe('a filter that stands still is ended and named', () => {
  async function expectEnded({ child, watch }: Watched): Promise<void> {
    const begun = performance.now()
    await child.ended
    expect(performance.now() - begun).toBeLessThan(ENDED_MS)
    expect(watch.error()).toMatchObject({ kind: 'environment', code: 'program-stalled' })
    expect(watch.error()?.message).toMatch(/^sh made no progress for .*: it was stopped by a signal\.$/)
  }

  it('with bytes waiting for it', async () => {
    const watched = filter('exec cat')
    watched.child.stdout.resume()
    stop(watched.child)
    watched.child.stdin.write(Buffer.alloc(MUCH))
    await expectEnded(watched)
  })

  it('with everything given to it', async () => {
    const watched = filter('exec cat')
    watched.child.stdout.resume()
    stop(watched.child)
    watched.child.stdin.end('a few bytes')
    await expectEnded(watched)
  })

  it('with its output taken slowly before', async () => {
    const watched = filter('exec cat')
    const { child } = watched
    child.stdin.write(Buffer.alloc(MUCH))
    await once(child.stdout, 'readable')
    await pause(3 * LIMIT_MS)
    stop(child)
    child.stdout.resume()
    await expectEnded(watched)
  })
})

describe('a filter is let alone', () => {
  it('while nothing is given to it', async () => {
    const watched = filter('exec cat')
    watched.child.stdout.resume()
    watched.child.stdin.write('some')
    await pause(4 * LIMIT_MS)
    watched.child.stdin.end('more')
    expect(await wholeEnd(watched)).toEqual({ code: 0 })
  })

  it('while nobody takes its output', async () => {
    const watched = filter('exec cat')
    watched.child.stdin.end(Buffer.alloc(MUCH))
    for (let pauses = 0; pauses < 3; pauses += 1) {
      await pause(3 * LIMIT_MS)
      watched.child.stdout.read()
    }
    watched.child.stdout.resume()
    expect(await wholeEnd(watched)).toEqual({ code: 0 })
  })

  it('while nobody takes its last output, after its end', async () => {
    const watched = filter('exec cat')
    watched.child.stdin.end('a few bytes')
    await pause(4 * LIMIT_MS)
    watched.child.stdout.resume()
    expect(await wholeEnd(watched)).toEqual({ code: 0 })
  })

  it('while it reads slowly and writes nothing', async () => {
    const slowly = `
      const { readSync } = require('node:fs')
      const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
      const chunk = Buffer.alloc(32 * 1024)
      while (readSync(0, chunk) > 0) pause()
      console.log('done')`
    const watched = filter(slowly, process.execPath, '-e')
    watched.child.stdout.resume()
    watched.child.stdin.end(Buffer.alloc(1024 * 1024))
    expect(await wholeEnd(watched)).toEqual({ code: 0 })
  })

  it('while it computes', async () => {
    const watched = filter('cat >/dev/null; i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done; echo done')
    watched.child.stdout.resume()
    watched.child.stdin.end('a few bytes')
    expect(await wholeEnd(watched)).toEqual({ code: 0 })
  })
})
