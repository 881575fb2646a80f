import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { manifestSchema } from '../../src/catalog/manifest.ts'
import type { StepResult } from '../support/action-runner.ts'
import { loadSample } from '../support/sample-database.ts'
import { loadBig, MID_STREAM, UNCOMPRESSED } from './big-database.ts'
import { expectSuccess, PREFIX, standsAt, useWorld } from './world.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const manifestOf = (step: StepResult) => manifestSchema.parse(JSON.parse(step.outputs['manifest'] ?? ''))

describe.each([17, 15] as const)('a backup of PostgreSQL %i', major => {
  const world = useWorld(major, { load: server => loadSample(server, 'kiosk', { scale: 0.02 }) })

  test('is stored, its outputs are what is in the store, and its manifest is written last', async () => {
    const { run, from, into, bucket, flaky } = world()
    const proxy = await flaky()
    const step = await run({ with: { ...from('kiosk'), ...into(proxy.endpoint) } })
    expectSuccess(step)
    const { key = '', ...outputs } = step.outputs
    expect(key).toMatch(/^kiosk\/\d{4}\/\d{2}\/kiosk_backup_\d{8}_\d{6}\.dump$/)
    const stored = await bucket.bytes(key)
    expect(outputs).toEqual({
      'failure-code': '',
      'failure-message': '',
      url: `s3://${bucket.name}/${PREFIX}/${key}`,
      size: String(stored.length),
      sha256: sha256(stored),
      tables: '16',
      rows: expect.stringMatching(/^[1-9]\d*$/),
      'duration-seconds': expect.stringMatching(/^\d+\.\d$/),
      'manifest-key': `${key}.manifest.json`,
      manifest: expect.any(String),
      anomalies: '0',
      'anomaly-report': expect.stringContaining('"enough":false'),
      reused: 'false',
      'server-version': expect.stringMatching(`^${major}\\.`),
      'client-version': expect.stringMatching(`^${major}\\.`),
    })
    expect((await bucket.bytes(`${key}.sha256`)).toString()).toBe(
      `${sha256(stored)}  ${key.split('/').at(-1)}\n`,
    )
    const manifest = manifestSchema.parse(JSON.parse((await bucket.bytes(`${key}.manifest.json`)).toString()))
    expect(manifest).toEqual(manifestOf(step))
    expect(manifest).toMatchObject({
      key,
      series: 'kiosk',
      stored: { bytes: stored.length, sha256: sha256(stored) },
      contents: { tables: 16, rows: Number(outputs['rows']) },
      run: { repository: 'octo-org/shop' },
    })
    expect(await bucket.contents()).toHaveLength(3)

    const writes = proxy.seen.filter(({ operation }) => /^(Put|Complete|Delete)/.test(operation))
    expect(writes.map(({ operation, key }) => `${operation} ${key.replace(/.*\.dump/, '')}`)).toEqual([
      'CompleteMultipartUpload ',
      'PutObject .sha256',
      'PutObject .manifest.json',
    ])
  })

  test('shows what it did in groups of the log, and in the summary', async () => {
    const { run, from, into } = world()
    const groups: string[] = []
    const step = await run({
      with: { ...from('kiosk'), ...into(), 'expect-tables': 'sales.orders', 'min-size': '1kB' },
      onLine: ({ kind, text }) => void (kind === 'group' && groups.push(text)),
    })
    expectSuccess(step)
    expect(groups).toEqual(['Prepare', 'Dump, prove, encrypt and upload', 'Complete'])
    expect(step.log.masked).toContain(`Server: PostgreSQL ${major}.`)
    expect(step.log.masked).toContain(`Stored: ${step.outputs['url']}`)
    expect(step.annotations).toEqual([])
    for (const shown of ['url', 'sha256', 'manifest-key', 'server-version', 'client-version'])
      expect(step.summary).toContain(step.outputs[shown])
    expect(step.summary).toContain('sales.orders')
    expect(step.summary).toContain('sha256sum -c')
    expect(step.summary).toContain('pg_restore')
  })

  test('of the schema alone is SQL text without rows', async () => {
    const { run, from, into, bucket } = world()
    const step = await run({
      with: { ...from('kiosk'), ...into(), mode: 'schema', format: 'plain', compression: 'none' },
    })
    expectSuccess(step)
    expect(step.outputs['key']).toMatch(/^kiosk\/schemas\/kiosk_schema_\d{8}_\d{6}\.sql$/)
    const sql = (await bucket.bytes(step.outputs['key'] ?? '')).toString()
    expect(sql).toContain('CREATE TABLE sales.orders')
    expect(sql).not.toContain('COPY ')
    expect(manifestOf(step)).toMatchObject({ mode: 'schema', contents: { rows: 0 } })
  })

  test('before a deploy, with the roles, is where its class says', async () => {
    const { run, from, into, bucket } = world()
    const step = await run({
      with: { ...from('kiosk'), ...into(), class: 'pre-deploy', series: 'shop', globals: 'true' },
    })
    expectSuccess(step)
    expect(step.outputs['key']).toMatch(/^shop\/pre-deploy\/shop_backup_\d{8}_\d{6}_pre-deploy\.dump$/)
    const { globals } = manifestOf(step)
    const roles = await bucket.bytes(globals?.key ?? '')
    expect(globals).toMatchObject({ bytes: roles.length, sha256: sha256(roles) })
    expect(roles.toString()).toContain('CREATE ROLE postgres')
    expect(roles.toString()).not.toMatch(/PASSWORD|SCRAM/)
    expect(await bucket.contents()).toHaveLength(4)
  })

  test('of some tables holds these alone, and one without its rows', async () => {
    const { run, from, into } = world()
    const step = await run({
      with: {
        ...from('kiosk'),
        ...into(),
        tables: 'sales.orders\ncatalog.*',
        'exclude-table-data': 'catalog.images',
      },
    })
    expectSuccess(step)
    expect(step.outputs['key']).toMatch(/^kiosk\/tables\/kiosk_sales\.orders-and-1-more_\d{8}_\d{6}\.dump$/)
    const names = manifestOf(step).fingerprint.tables.map(({ schema, name }) => `${schema}.${name}`)
    expect(names.toSorted()).toEqual([
      'catalog.brochures',
      'catalog.categories',
      'catalog.products',
      'sales.orders',
    ])
  })
})

describe('a backup that takes its time', () => {
  const world = useWorld(17, { load: loadBig })

  test('says every few seconds how far it is', async () => {
    const { run, from, into, gated } = world()
    const gate = await gated(MID_STREAM)
    const progress = Promise.withResolvers<string>()
    const running = run({
      with: { ...from('big'), ...into(gate.endpoint), ...UNCOMPRESSED },
      onLine: ({ text }) => void (text.includes('MB/s') && progress.resolve(text)),
    })
    await standsAt(gate, running)
    expect(await progress.promise).toMatch(
      /^\d+\.\d MB dumped and proven, \d+\.\d MB\/s, \d+ s, at public\.log$/,
    )
    gate.open()
    expectSuccess(await running)
  })
})
