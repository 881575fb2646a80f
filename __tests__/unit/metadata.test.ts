import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { between } from '../../scripts/generated/generated-file.ts'
import { staleFiles } from '../../scripts/generated/stale.ts'
import { BACKUP_INPUTS } from '../../src/backup/input-table.ts'
import { BACKUP_OUTPUTS } from '../../src/backup/outputs.ts'
import { CHECK_INPUTS } from '../../src/check/input-table.ts'
import { CHECK_OUTPUTS } from '../../src/check/outputs.ts'
import { DRILL_INPUTS } from '../../src/drill/input-table.ts'
import { DRILL_OUTPUTS } from '../../src/drill/outputs.ts'
import { FLEET_INPUTS } from '../../src/fleet/input-table.ts'
import { FLEET_OUTPUTS } from '../../src/fleet/outputs.ts'
import { PRUNE_INPUTS } from '../../src/prune/input-table.ts'
import { PRUNE_OUTPUTS } from '../../src/prune/outputs.ts'
import { REPORT_INPUTS } from '../../src/report/input-table.ts'
import { REPORT_OUTPUTS } from '../../src/report/outputs.ts'
import { RESTORE_INPUTS } from '../../src/restore/input-table.ts'
import { RESTORE_OUTPUTS } from '../../src/restore/outputs.ts'
import { VERIFY_INPUTS } from '../../src/verify/input-table.ts'
import { VERIFY_OUTPUTS } from '../../src/verify/outputs.ts'

const root = resolve(import.meta.dirname, '../..')

const metadataSchema = z.object({
  name: z.string(),
  description: z.string(),
  branding: z.object({ icon: z.string(), color: z.string() }),
  inputs: z.record(
    z.string(),
    z.object({ description: z.string(), required: z.boolean(), default: z.string().optional() }).strict(),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() }).strict()),
  runs: z.object({ using: z.string(), main: z.string(), post: z.string(), 'post-if': z.string() }).strict(),
})

function metadata(path: string): z.infer<typeof metadataSchema> {
  return metadataSchema.parse(parse(readFileSync(join(root, path), 'utf8')))
}

const VERBS = [
  { file: 'action.yml', inputs: BACKUP_INPUTS, outputs: BACKUP_OUTPUTS, dist: 'dist/backup' },
  {
    file: 'restore/action.yml',
    inputs: RESTORE_INPUTS,
    outputs: RESTORE_OUTPUTS,
    dist: '../dist/restore',
  },
  { file: 'prune/action.yml', inputs: PRUNE_INPUTS, outputs: PRUNE_OUTPUTS, dist: '../dist/prune' },
  { file: 'report/action.yml', inputs: REPORT_INPUTS, outputs: REPORT_OUTPUTS, dist: '../dist/report' },
  { file: 'drill/action.yml', inputs: DRILL_INPUTS, outputs: DRILL_OUTPUTS, dist: '../dist/drill' },
  { file: 'check/action.yml', inputs: CHECK_INPUTS, outputs: CHECK_OUTPUTS, dist: '../dist/check' },
  { file: 'fleet/action.yml', inputs: FLEET_INPUTS, outputs: FLEET_OUTPUTS, dist: '../dist/fleet' },
  { file: 'verify/action.yml', inputs: VERIFY_INPUTS, outputs: VERIFY_OUTPUTS, dist: '../dist/verify' },
] as const

describe.each(VERBS)('$file', ({ file, inputs, outputs, dist }) => {
  const action = metadata(file)

  it('has every input and output of the tables, with their defaults, in their order', () => {
    expect(Object.keys(action.inputs)).toEqual(Object.keys(inputs))
    expect(Object.keys(action.outputs)).toEqual(Object.keys(outputs))
    for (const [name, { default: standard }] of Object.entries(inputs))
      expect(action.inputs[name]?.default).toBe(standard)
  })

  it('fits what GitHub takes: the length of the description, and no expressions in it', () => {
    expect(action.description.length).toBeLessThanOrEqual(125)
    const texts = [...Object.values(action.inputs), ...Object.values(action.outputs)]
    for (const { description } of texts) expect(description).not.toContain('${{')
  })

  it('runs the bundle under Node 24, and cleans up after it in every outcome', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: `${dist}.js`,
      post: `${dist}-post.js`,
      'post-if': 'always()',
    })
  })
})

describe('the root action', () => {
  const action = metadata('action.yml')

  it('has a twin in backup/, which differs in nothing but the path of the bundle', () => {
    const twin = metadata('backup/action.yml')
    expect(twin.runs.main).toBe('../dist/backup.js')
    expect(twin.runs.post).toBe('../dist/backup-post.js')
    expect({ ...twin, runs: action.runs }).toEqual(action)
  })
})

describe('what is generated', () => {
  let folder = ''
  afterEach(() => {
    if (folder) rmSync(folder, { recursive: true })
    folder = ''
  })

  it('is up to date in this repository', () => {
    const script = join(root, 'scripts/generate.ts')
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('is stale when it is missing, or was edited by hand', () => {
    folder = mkdtempSync(join(tmpdir(), 'generated-'))
    writeFileSync(join(folder, 'right.txt'), 'as it should be')
    writeFileSync(join(folder, 'edited.txt'), 'as it should not be')
    const files = ['right.txt', 'edited.txt', 'missing.txt'].map(path => ({
      path,
      render: () => 'as it should be',
    }))
    expect(staleFiles(files, folder).map(({ path }) => path)).toEqual(['edited.txt', 'missing.txt'])
  })

  it('leaves a page alone outside of its markers, and says which markers are missing', () => {
    const page = 'before\n<!-- x:start -->\nold\n<!-- x:end -->\nafter'
    expect(between(page, 'x', 'new')).toBe('before\n<!-- x:start -->\nnew\n<!-- x:end -->\nafter')
    expect(() => between(page, 'y', 'new')).toThrow('<!-- y:start -->')
  })
})
