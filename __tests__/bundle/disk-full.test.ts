import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { hasProgram } from '../support/programs.ts'
import { loadBig, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, useWorld } from './world.ts'

const run = promisify(execFile)
const world = useWorld(17, { load: server => loadBig(server, { megabytes: 30 }) })

test('the disk of the local copy is full: told, and neither copy nor backup is left', async ctx => {
  const { runner, from, into, bucket, run: runStep } = world()
  const disk = join(runner.folders.workspace, 'disk')
  await mkdir(disk)
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', disk]).then(
    () => true,
    () => false,
  )
  if (!mounted) return ctx.skip('this user may not mount a small disk; the next test limits the file instead')
  try {
    const step = await runStep({
      with: { ...from('big'), ...into(), ...UNCOMPRESSED, 'local-copy': join(disk, 'copies') },
    })
    const [line] = expectFailure(step, 'storage-disk-full')
    expect(line).toContain(`No space is left in ${disk}`)
    expect(await bucket.contents()).toEqual([])
    expect(await readdir(disk)).toEqual([])
  } finally {
    await run('umount', [disk])
  }
})

test('the local copy grows past what a file may: told, and neither copy nor backup is left', async ctx => {
  if (!(await hasProgram('prlimit'))) return ctx.skip('no prlimit program here')
  const { runner, from, into, bucket, run: runStep } = world()
  const folder = join(runner.folders.workspace, 'copies')
  // The soft limit alone, which a process may raise again; what it starts meanwhile inherits it.
  const limit = (soft: string) => run('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:`])
  await limit('12000000')
  try {
    const step = await runStep({ with: { ...from('big'), ...into(), ...UNCOMPRESSED, 'local-copy': folder } })
    const [line] = expectFailure(step, 'storage-disk-full')
    expect(line).toContain(folder)
  } finally {
    await limit('unlimited')
  }
  expect(await bucket.contents()).toEqual([])
  expect(await readdir(runner.folders.workspace)).toEqual([])
})
