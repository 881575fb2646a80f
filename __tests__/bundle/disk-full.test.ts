import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { hasProgram } from '../support/programs.ts'
import { loadBig, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, useWorld } from './world.ts'

const run = promisify(execFile)
const world = useWorld(17, { load: server => loadBig(server, { megabytes: 30 }) })

test('the disk of the local copy is full: reported, and neither copy nor backup is left', async ctx => {
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

test('the local copy grows past what a file may: reported, and neither copy nor backup is left', async ctx => {
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

test('the disk of RUNNER_TEMP is full when the backup is stored: one line says so, and the notice is sent', async ctx => {
  if (process.platform !== 'linux') return ctx.skip('no /dev/full here')
  const { from, into, bucket, run: runStep } = world()
  const receiver = await startHttpReceiver()
  try {
    const step = await runStep({
      with: { ...from('big'), ...into(), 'webhook-url': `${receiver.origin}/hook`, 'notify-on': 'always' },
      full: ['GITHUB_OUTPUT'],
    })
    const [line, ...more] = expectFailure(step, 'results-not-written')
    expect(more).toEqual([])
    expect(line).toMatch(
      /^The backup is stored, but its outputs and summary .*no space is left in RUNNER_TEMP/,
    )
    expect(step.log.raw).not.toMatch(/\n\s+at /)
    expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(1)
    expect(receiver.received.map(({ body }) => body).join()).toContain('results-not-written')
  } finally {
    await receiver.stop()
  }
})

test.for(['backup', 'verify', 'restore', 'drill', 'prune', 'report', 'check'])(
  'the disk of RUNNER_TEMP is full from the start: %s says so, and begins nothing',
  async (action, ctx) => {
    if (process.platform !== 'linux') return ctx.skip('no /dev/full here')
    const { from, into, run: runStep, runner } = world()
    const { 'database-url': url = '' } = from('big')
    const database = ['backup', 'check'].includes(action)
      ? from('big')
      : action === 'restore'
        ? { 'target-url': url }
        : {}
    const step = await runStep({ action, with: { ...database, ...into() }, full: ['GITHUB_STATE'] })
    const [line, ...more] = expectFailure(step, 'scratch-disk-full')
    expect(more).toEqual([])
    expect(line).toContain('No space is left in RUNNER_TEMP')
    expect(step.log.raw).not.toMatch(/\n\s+at /)
    expect(await readdir(runner.folders.temp)).not.toContain(expect.stringMatching(/^pg-backup-/))
  },
)
