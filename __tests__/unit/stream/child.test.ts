import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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

  it.skipIf(!existsSync('/proc/self/fdinfo'))(
    'has none of the files open that the step was started with',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'child-'))
      await writeFile(join(folder, 'of-the-machine'), 'private')
      const source = fileURLToPath(new URL('../../../src/stream/child.ts', import.meta.url))
      const step = join(folder, 'step.mjs')
      await writeFile(
        step,
        `import { startChild } from ${JSON.stringify(source)}
         const options = { env: process.env, signal: new AbortController().signal, secrets: ['hush'] }
         const child = startChild('sh', ['-c', 'cat <&3; ls -l /proc/self/fd'], options)
         child.stdout.pipe(process.stdout)`,
      )
      // Beyond the first 16, and with gaps, where Node itself does not look.
      const opening =
        'exec 5<of-the-machine 17<of-the-machine 40<of-the-machine; "$@"; ls -l /proc/self/fd >&2'
      const { stdout, stderr } = await promisify(execFile)(
        'bash',
        ['-c', opening, 'bash', process.execPath, '--experimental-strip-types', step],
        { cwd: folder },
      )
      expect(stderr).toContain(' 40 -> ')
      expect(stdout).toContain('hush')
      expect(stdout).not.toContain('of-the-machine')
    },
  )

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
