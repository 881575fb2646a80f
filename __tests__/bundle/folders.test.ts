import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesIn } from '../support/files-in.ts'
import { loadBig } from './big-database.ts'
import { expectSuccess, useWorld } from './world.ts'

const world = useWorld(17, {
  load: server => loadBig(server, { database: 'small', megabytes: 1 }),
})

test('a backup into a folder: three files, and the outputs are what is stored there', async () => {
  const { run, from, runner } = world()
  const folder = join(runner.folders.workspace, 'backups')
  // Relative to the workspace, which is where a step runs.
  const step = await run({ with: { ...from('small'), destination: './backups' } })
  expectSuccess(step)
  const { key = '', url = '', sha256 } = step.outputs
  expect(await filesIn(folder)).toEqual([key, `${key}.manifest.json`, `${key}.sha256`])
  expect(url).toBe(join(folder, key))
  const stored = await readFile(url)
  expect(createHash('sha256').update(stored).digest('hex')).toBe(sha256)
  expect(step.summary).toContain(url)
})

test('a local copy holds the stored bytes; copies older than asked for are removed, and nothing else', async () => {
  const { run, from, into, runner, bucket } = world()
  const folder = join(runner.folders.workspace, 'copies')
  const old = 'small/2024/02/small_backup_20240201_030000.dump'
  const expired = [old, `${old}.sha256`, `${old}.manifest.json`, `${old}.globals.sql`]
  const kept = [
    'small/2024/02/notes.txt',
    'small/2024/02/small_backup_20240202_030000.dump',
    'other/2024/02/other_backup_20240201_030000.dump.manifest.json',
  ]
  for (const file of [...expired, ...kept]) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), '{}')
  }
  const step = await run({
    with: { ...from('small'), ...into(), 'local-copy': folder, 'local-copy-days': '30' },
  })
  expectSuccess(step)
  const { key = '' } = step.outputs
  const companions = [key, `${key}.manifest.json`, `${key}.sha256`]
  expect(await filesIn(folder)).toEqual([...companions, ...kept].toSorted())
  for (const file of companions)
    expect((await readFile(join(folder, file))).equals(await bucket.bytes(file))).toBe(true)
  expect(step.summary).toContain(join(folder, key))
})

test('cancelled when the backup is stored: it stays, and is reported as what it is', async () => {
  const { run, from, into, runner, bucket } = world()
  const folder = join(runner.folders.workspace, 'copies')
  // Expired ones, enough for the signal to come while they are being removed.
  const month = join(folder, 'small/2024/02')
  await mkdir(month, { recursive: true })
  for (let number = 100_000; number < 103_000; number++)
    await writeFile(join(month, `small_backup_20240201_${number}.dump.manifest.json`), '{}')
  const step = await run({
    with: { ...from('small'), ...into(), 'local-copy': folder, 'local-copy-days': '30' },
    cancel: {
      at: ({ text }) => text.startsWith('Stored:'),
      ending: [{ signal: 'SIGINT', thenWaitMs: 20_000 }],
    },
  })
  expect(step).toMatchObject({ exitCode: 0, outputs: { key: expect.stringMatching(/^small/) } })
  expect(await bucket.contents()).toHaveLength(3)
  expect(step.summary).toContain('proven and stored')
  for (const { level, message } of step.annotations)
    expect(`${level}: ${message}`).toMatch(/^warning: Old local copies were not removed/)
})
