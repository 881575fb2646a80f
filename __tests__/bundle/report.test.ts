import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { noticeSchema } from '../../src/notify/notice-document.ts'
import { type ReportData, reportSchema } from '../../src/report/data/report-data.ts'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import { RUNNER_CANCELS, type StepResult } from '../support/action-runner.ts'
import { findSecrets } from '../support/find-secrets.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { loadSample } from '../support/sample-database.ts'
import { daysAgo, type Stored, storeBackups, storeDrill } from '../support/stored-backups.ts'
import { expectFailure, expectSuccess, PREFIX, type Run, standsAt, useWorld } from './world.ts'

const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const WEBHOOK_PATH = 'services/T0/B0/secret-part'
const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}

const world = useWorld(17, { load: server => loadSample(server, 'shop') })

async function report(
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<Run> = {},
  endpoint?: string,
): Promise<StepResult> {
  const { into, run } = world()
  const step = await run({
    action: 'report',
    ...more,
    with: { ...into(endpoint), ...credentials, ...inputs },
  })
  const written = {
    log: step.log.raw,
    annotations: JSON.stringify(step.annotations),
    summary: step.summary,
    outputs: JSON.stringify(step.outputs),
    files: JSON.stringify(step.leftInTemp),
    report: fileAt(step.outputs['json-path']),
    page: fileAt(step.outputs['page-path']),
    'command lines': step.processes.flatMap(({ argv }) => argv).join('\n'),
  }
  expect(findSecrets([AWS_SECRET, SESSION, WEBHOOK_PATH], written)).toEqual([])
  return step
}

function fileAt(path: string | undefined): string {
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function reportOf({ outputs }: StepResult): ReportData {
  return reportSchema.parse(JSON.parse(readFileSync(outputs['json-path'] ?? '', 'utf8')))
}

async function store(...backups: readonly Stored[]): Promise<string[]> {
  const bucket = s3Store(world().bucket.options({ prefix: PREFIX }))
  try {
    return await storeBackups(bucket, ...backups)
  } finally {
    bucket.close()
  }
}

/** A step that failed for what it found: everything is written all the same. */
function expectFound(step: StepResult, code: string): string[] {
  expect(step).toMatchObject({ exitCode: 1, signal: null, survivors: [] })
  expect(step.outputs).toMatchObject({ verdict: 'failure' })
  expect(reportOf(step).verdict).toBe('failure')
  expect(step.summary).toMatch(/^## ❌ Report: /)
  const errors = step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  for (const line of errors) expect(line).toMatch(new RegExp(`^[^\\n]+ — [^\\n]+ \\[${code}\\]$`))
  return errors
}

test('a bucket’s backups are reported: files, outputs and summary, and nothing is written to the bucket', async () => {
  const { bucket, from, into, run } = world()
  expectSuccess(await run({ with: { ...from('shop'), ...into(), class: 'daily' } }))
  const keys = await store(...[1, 2, 3].map(days => ({ startedAt: daysAgo(days) })))
  const beside = s3Store(bucket.options({ prefix: PREFIX }))
  await storeDrill(beside, keys[0] ?? '', 'proven', daysAgo(0.5))
  beside.close()
  const before = await bucket.contents()
  const step = await report({ 'max-age': '26h' })
  expect(step).toMatchObject({ exitCode: 0, conclusion: 'success', survivors: [] })
  expect(step.post).toMatchObject({ exitCode: 0, log: { raw: '' } })
  expect(step.leftInTemp).toEqual(
    expect.arrayContaining([
      'pg-backup-report',
      'pg-backup-report/report.json',
      'pg-backup-report/index.html',
    ]),
  )
  expect(step.leftInTemp.every(path => path.startsWith('pg-backup-report'))).toBe(true)
  expect(step.outputs).toMatchObject({ backups: '4', series: '1', stale: '' })
  const made = reportOf(step)
  expect(made.series[0]).toMatchObject({ series: 'shop', freshness: { state: 'fresh' }, backupCount: 4 })
  expect(made.series[0]?.drills).toMatchObject([{ key: keys[0], outcome: 'proven' }])
  expect(made.run).toMatchObject({ repository: 'octo-org/shop' })
  expect(step.outputs['total-bytes']).toBe(String(made.totals.bytes))
  expect(made.totals.objects).toBe(before.length)
  expect(step.summary).toContain('```mermaid\nxychart-beta\n')
  expect(fileAt(step.outputs['page-path'])).toMatch(
    /<h1[^>]*>All fresh, all proven\. 1 thing to look at\.<\/h1>[\s\S]*<svg class="chart /,
  )
  expect(await bucket.contents()).toEqual(before)
})

test('a series that is stale, or has no backup, fails the step after everything was written', async () => {
  await store({ startedAt: daysAgo(3) }, { startedAt: daysAgo(0.5), series: 'billing' })
  const step = await report({ 'max-age': 'shop: 26h\nbilling: 26h\nother: 8d' })
  const errors = expectFound(step, 'report-stale')
  expect(errors.map(line => /^The series (\w+) has/.exec(line)?.[1])).toEqual(['other', 'shop'])
  expect(step.outputs['stale']).toBe('other\nshop')
  expect(step.summary).toContain('## ❌ Report: 2 of 3 series without a fresh backup')
})

test('an empty bucket fails where an age is demanded of all, and is reported where none is', async () => {
  expect(expectFound(await report({ 'max-age': '26h' }), 'report-empty')).toHaveLength(1)
  const step = await report()
  expect(step).toMatchObject({
    exitCode: 0,
    outputs: { backups: '0', verdict: 'attention', 'total-bytes': '0' },
  })
})

test('a manifest that cannot be read is a warning, and its backup does not make its series fresh', async () => {
  const { bucket } = world()
  const [newest = ''] = await store({ startedAt: daysAgo(0.5) }, { startedAt: daysAgo(3) })
  const Key = `${PREFIX}/${newest}.manifest.json`
  await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body: '{}' }))
  const step = await report({ series: 'shop' })
  expect(step).toMatchObject({ exitCode: 0, outputs: { backups: '1', verdict: 'attention' } })
  const warnings = step.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
  expect(warnings).toEqual([expect.stringContaining(`${newest}.manifest.json cannot be used`)])
  expectFound(await report({ 'max-age': '26h' }), 'report-stale')
})

test('a folder’s backups are reported into a folder of the workspace, again and again', async () => {
  const { runner } = world()
  const { workspace } = runner.folders
  await storeBackups(folderStore(join(workspace, 'backups')), { startedAt: daysAgo(1) })
  for (const backups of ['1', '2']) {
    const step = await world().run({
      action: 'report',
      with: { destination: './backups', 'report-path': 'out/report' },
    })
    expectSuccess(step)
    expect(step.outputs).toMatchObject({ backups, 'report-path': join(workspace, 'out/report') })
    expect(reportOf(step)).toMatchObject({ location: join(workspace, 'backups') })
    // Of another day each time: a name is of a second, which both rounds may begin in.
    await storeBackups(folderStore(join(workspace, 'backups')), { startedAt: daysAgo(1 + Number(backups)) })
  }
})

test('what cannot be done is one clear line: wrong inputs, no bucket, no folder to write to', async () => {
  const { runner, s3 } = world()
  const wrong = expectFailure(await report({ 'max-age': 'soon', 'anomaly-window': 'free' }), 'input-invalid')
  expect(wrong).toHaveLength(2)
  expectFailure(
    await report({ destination: 's3://no-such-bucket/x', endpoint: s3.endpoint }),
    /storage-[a-z-]+/,
  )
  await mkdir(runner.folders.workspace, { recursive: true })
  writeFileSync(join(runner.folders.workspace, 'file'), '')
  expectFailure(await report({ 'report-path': 'file/report' }), 'report-not-written')
})

test('a report that fails notifies, without what is secret in the receiver’s address', async () => {
  await store({ startedAt: daysAgo(3) })
  const receiver = await startHttpReceiver()
  try {
    const step = await report({ 'max-age': '26h', 'webhook-url': `${receiver.origin}/${WEBHOOK_PATH}` })
    expectFound(step, 'report-stale')
    const [told, ...others] = receiver.received.map(({ body }) => noticeSchema.parse(JSON.parse(body)))
    expect(others).toEqual([])
    expect(told).toMatchObject({ verb: 'report', outcome: 'failure', problem: { code: 'report-stale' } })
  } finally {
    await receiver.stop()
  }
})

test('cancelled while it reads: it ends by itself, and has written nothing', async () => {
  const { gated } = world()
  await store({ startedAt: daysAgo(1) })
  const gate = await gated({
    at: 'before',
    holds: ({ key, operation }) => operation === 'GetObject' && key.endsWith('.manifest.json'),
  })
  const now = new AbortController()
  const running = report({}, { cancel: { at: now.signal, ending: RUNNER_CANCELS } }, gate.endpoint)
  await standsAt(gate, running)
  now.abort()
  const [line] = expectFailure(await running, 'cancelled')
  expect(line).toContain('report only reads')
})
