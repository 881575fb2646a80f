import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { startChild } from '../../../src/stream/child.ts'

const options = (signal = new AbortController().signal) => ({ env: { PATH: process.env['PATH'] }, signal })

describe('a child process', () => {
  it('ends as "not started" when its program is missing, and takes no bytes', async () => {
    const child = startChild('/no/such/program', [], options())
    expect(await child.ended).toMatchObject({ notStarted: { code: 'ENOENT' } })
    expect((await buffer(child.stdout)).length).toBe(0)
    expect(child.stdin.destroyed).toBe(true)
  })

  it('ends as "not started" when it cannot be started at all', async () => {
    const child = startChild('sh', ['-c', 'exit 0', '\0'], options())
    expect(await child.ended).toHaveProperty('notStarted')
  })

  it('is stopped by an abort, even by one that came before', async () => {
    const controller = new AbortController()
    controller.abort()
    expect(await startChild('sleep', ['60'], options(controller.signal)).ended).toEqual({
      killedBy: 'SIGTERM',
    })
  })

  it('is killed when it does not follow being asked to stop', async () => {
    const controller = new AbortController()
    const child = startChild(
      'sh',
      ['-c', 'trap "" TERM; echo up; while :; do sleep 0.1; done'],
      options(controller.signal),
    )
    child.stdout.once('data', () => controller.abort())
    expect(await child.ended).toEqual({ killedBy: 'SIGKILL' })
  })

  it('gets a secret through a pipe of its own, not through its arguments', async () => {
    const child = startChild('sh', ['-c', 'cat <&3'], { ...options(), secrets: ['hush'] })
    expect((await buffer(child.stdout)).toString()).toBe('hush')
  })

  it('keeps the end of what it said on stderr, and says each line', async () => {
    const lines: string[] = []
    const child = startChild('sh', ['-c', 'seq 1 50000 >&2; echo last >&2'], {
      ...options(),
      onStderrLine: line => lines.push(line),
    })
    child.stdout.resume()
    expect(await child.ended).toEqual({ code: 0 })
    expect(child.stderr().length).toBeLessThanOrEqual(64 * 1024)
    expect(child.stderr().endsWith('50000\nlast\n')).toBe(true)
    expect(lines).toHaveLength(50_001)
  })
})
