import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOST_ENTRIES } from '../../src/fleet/entry.ts'
import { resultFile, writeResult } from '../../src/fleet/result.ts'
import { ActionRunner, type StepResult } from '../support/action-runner.ts'
import { findSecrets } from '../support/find-secrets.ts'
import { entryAt, resultOf } from '../support/fleet-example.ts'
import { type HttpReceiver, startHttpReceiver } from '../support/http-receiver.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')
const many = Array.from({ length: MOST_ENTRIES }, (_, index) => entryAt(index))
const LIST = JSON.stringify(many.map(({ name, secret }) => ({ name, secret })))

let runner: ActionRunner
let slack: HttpReceiver
beforeEach(async () => {
  runner = new ActionRunner()
  slack = await startHttpReceiver()
})
afterEach(async () => {
  runner[Symbol.dispose]()
  await slack.stop()
})

async function fleet(inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  return await runner.run({
    repository: REPOSITORY,
    action: 'fleet',
    with: { databases: LIST, destination: 's3://backups/pg', ...inputs },
  })
}

/** Hands in the results of all, as the artifacts of the legs are stored there when they are collected. */
function collected(...failed: readonly number[]): string {
  const folder = join(runner.folders.temp, 'results')
  mkdirSync(folder, { recursive: true })
  for (const entry of many) {
    const bad = failed.includes(entry.index)
    const result = resultOf(entry, bad ? { outcome: 'failed', key: '', stored: false } : {})
    writeFileSync(join(folder, resultFile(entry.index)), writeResult(result))
  }
  return folder
}

describe('with 256 databases', () => {
  test('the list becomes a matrix of places, which no line of a secret can be in', async () => {
    const step = await fleet({ part: 'list' })
    expect(step.exitCode, step.log.masked).toBe(0)
    expect(JSON.parse(step.outputs['matrix'] ?? '')).toEqual(many.map(({ index }) => index))
    expect(step.outputs['matrix']).toMatch(/^[\d,[\]]+$/)
  })

  test('one summary below 1 MiB and one message record all, and name those that failed', async () => {
    const step = await fleet({
      part: 'summary',
      results: collected(7, 255),
      'list-result': 'success',
      'backup-result': 'failure',
      'collect-outcome': 'success',
      'slack-webhook-url': `${slack.origin}/services/T0/B0/secret`,
    })
    expect(step.exitCode, step.log.masked).toBe(0)
    expect(step.outputs).toMatchObject({ failed: 'shop-7\nshop-255', unknown: '' })
    const summary = step.summary ?? ''
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    expect(summary).toContain('## ❌ 2 of 256 databases have no new backup')
    expect(summary.match(/^\| shop-/gm)).toHaveLength(MOST_ENTRIES)
    expect(slack.received).toHaveLength(1)
  })
})

describe('the URL of one database', () => {
  const URLS = {
    'shop-0': 'postgresql://app:p%40ss%2Fword%2525@db.example.com/shop',
    'shop-1': 'postgresql://app:another-pw@db.example.com/crm',
    'shop-2': 'postgresql://app:third-pw@db.example.com/billing\npostgresql://app:fourth-pw@db/x',
  }
  const secrets = [...Object.values(URLS), 'p@ss/word%25', 'another-pw', 'third-pw', 'fourth-pw']

  test('is handed on, and masked, as are all others, before anything else is said', async () => {
    const step = await fleet({ part: 'url', index: '0', 'database-urls': JSON.stringify(URLS, undefined, 2) })
    expect(step.exitCode, step.log.masked).toBe(0)
    expect(step.outputs).toMatchObject({
      url: URLS['shop-0'],
      name: 'shop-0',
      destination: 's3://backups/pg',
      class: 'daily',
    })
    expect(step.masks).toEqual(expect.arrayContaining([URLS['shop-0'], 'p@ss/word%25', 'another-pw']))
    const lines = step.log.raw.split('\n')
    const [first = 0] = [...lines.keys()].filter(at => !/^(::add-mask::.*)?$/.test(lines[at] ?? ''))
    expect(lines.slice(first).filter(line => line.startsWith('::add-mask::'))).toEqual([])
    expect(findSecrets(secrets, { log: step.log.masked, summary: step.summary ?? '' })).toEqual([])
  })

  test.each([
    ['3', 'has nothing under this name'],
    ['2', 'has several lines'],
  ])('that cannot be used fails with one line, which names the name alone (%s)', async (index, problem) => {
    const step = await fleet({ part: 'url', index, 'database-urls': JSON.stringify(URLS) })
    expect(step.exitCode).toBe(1)
    const [error, ...others] = step.annotations
    expect(others).toEqual([])
    expect(error?.message).toMatch(
      new RegExp(`^No URL for "shop-${index}": .*${problem}.*\\[fleet-no-url\\]$`),
    )
    expect(findSecrets(secrets, { log: step.log.masked, summary: step.summary ?? '' })).toEqual([])
    expect(step.outputs['url'] ?? '').toBe('')
  })
})

test('what is no result is left out with one warning for all of it, and its database is not known', async () => {
  const results = collected()
  writeFileSync(join(results, '3.json'), 'cut off')
  for (let index = 0; index < 300; index += 1) writeFileSync(join(results, `stranger-${index}.json`), '{}')
  writeFileSync(join(results, 'large.json'), ' '.repeat(100_000))
  const step = await fleet({ part: 'summary', results, 'list-result': 'success', 'backup-result': 'success' })
  expect(step.exitCode, step.log.masked).toBe(0)
  expect(step.outputs).toMatchObject({ failed: '', unknown: 'shop-3' })
  expect(step.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    expect.stringMatching(
      /^warning: 302 of \d+ collected files cannot be read, or are no result of a database/,
    ),
    expect.stringMatching(/^warning: Every job ended well.*shop-3.*\[fleet-results-lost\]$/),
  ])
})

test('a result is written down no matter what became of the backup, and holds what the summary asks for', async () => {
  const results = join(runner.folders.temp, 'handed')
  const step = await fleet({
    part: 'result',
    index: '5',
    results,
    'url-outcome': 'success',
    'backup-outcome': 'failure',
    'job-status': 'failure',
    key: 'shop-5/a.dump',
  })
  expect(step.exitCode, step.log.masked).toBe(0)
  const path = step.outputs['path'] ?? ''
  expect(existsSync(path)).toBe(true)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    index: 5,
    name: 'shop-5',
    destination: 's3://backups/pg',
    outcome: 'anomalous',
    key: 'shop-5/a.dump',
    stored: true,
  })
})
