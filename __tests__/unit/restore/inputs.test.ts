import { generateIdentity } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/action/inputs/reading.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { RESTORE_INPUTS } from '../../../src/restore/input-table.ts'
import { RESTORE_RULES, type RestoreInputs, readRestoreInputs } from '../../../src/restore/inputs.ts'
import { environment, sourceOf } from '../action/inputs/run-with.ts'

const KEY = 'shop/2026/11/shop_backup_20261122_030700.dump'
const ESSENTIAL = { 'target-url': 'postgresql://app:s3cr3t-pw@db/staging', destination: 's3://backups/shop' }

function read(inputs: Readonly<Record<string, string>>, others: NodeJS.ProcessEnv = {}): RestoreInputs {
  return readRestoreInputs(sourceOf({ ...ESSENTIAL, ...inputs }, others))
}

function problems(inputs: Readonly<Record<string, string>>, others: NodeJS.ProcessEnv = {}): string[] {
  try {
    read(inputs, others)
    return []
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'input-invalid') throw error
    return error.message.split('\n')
  }
}

describe('the inputs of restore', () => {
  it('need a target and a destination, and are careful otherwise', () => {
    expect(read({})).toMatchObject({
      request: {
        connection: { endpoints: [{ host: 'db', port: 5432 }], database: 'staging' },
        wanted: { kind: 'newest', series: undefined, backupClass: undefined, before: undefined },
        load: { jobs: 'auto', singleTransaction: 'auto' },
        dryRun: false,
        preRestoreBackup: true,
        analyze: true,
      },
      destination: { kind: 's3', bucket: 'backups', prefix: 'shop' },
      part: { kind: 'all', mode: 'full' },
      choices: {
        preset: undefined,
        noOwner: true,
        noAcl: true,
        allow: new Set(),
        confirm: undefined,
        skipExtensions: [],
        createRoles: false,
        disableOutbound: false,
      },
      warnings: [],
    })
  })

  it('are refused without a target, unless libpq knows one', () => {
    const [problem] = problems({ 'target-url': '' })
    expect(problem).toMatch(/^target-url: is empty.*write target-url: \$\{\{ secrets\./)
    expect(problems({ 'target-url': '' }, { PGHOST: 'db', PGUSER: 'app' })).toEqual([])
  })

  it('arrive as the domain understands them', async () => {
    const identity = await generateIdentity()
    const inputs = read({
      series: 'shop',
      class: 'weekly',
      before: '2026-11-01',
      tables: 'public.orders\n"My Schema"."Lines"',
      definitions: 'true',
      allow: 'not-empty, older-server',
      confirm: 'staging',
      jobs: '4',
      'skip-extensions': 'pg_cron\nvector',
      preset: 'supabase',
      'post-restore-sql': 'db/mask.sql',
      'age-identity': identity,
      'storage-class': 'STANDARD_IA',
    })
    expect(inputs).toMatchObject({
      request: {
        wanted: { kind: 'newest', series: 'shop', backupClass: 'weekly', before: new Date('2026-11-01') },
        load: { jobs: 4, singleTransaction: 'auto' },
      },
      part: {
        kind: 'tables',
        tables: [
          { schema: 'public', name: 'orders' },
          { schema: 'My Schema', name: 'Lines' },
        ],
        definitions: true,
      },
      choices: {
        preset: 'supabase',
        allow: new Set(['not-empty', 'older-server']),
        confirm: 'staging',
        skipExtensions: ['pg_cron', 'vector'],
      },
      postRestoreSql: 'db/mask.sql',
      keys: { identities: [identity] },
      s3: { storageClass: 'STANDARD_IA' },
    })
    expect(read({ from: KEY }).request.wanted).toEqual({ kind: 'key', key: KEY })
    expect(read({ 'use-list': 'list.txt' }).part).toEqual({ kind: 'list file', path: 'list.txt' })
  })

  it.each([
    ['from', 'all', 'one backup'],
    ['from', 'shop.dump', 'neither latest nor a backup'],
    ['allow', 'sorce', 'did you mean source?'],
    ['tables', 'a.b.orders', 'schema.table'],
    ['class', 'nightly', 'did you mean daily?'],
    ['jobs', '0', 'from 1 to 64'],
    ['jobs', 'many', 'auto'],
    ['single-transaction', 'sometimes', 'auto, true, false'],
    ['before', 'yesterday', 'is no time'],
    ['preset', 'heroku', 'none, supabase'],
    ['class', 'hourly', 'pre-restore'],
  ])('%s: %s is refused with what to write instead', (name, value, hint) => {
    const found = problems({ [name]: value })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(new RegExp(`^${name}: `))
    expect(found[0]).toContain(hint)
  })

  it.each([
    { 'use-list': 'x', tables: 'a.b' },
    { 'use-list': 'x', mode: 'data' },
    { tables: 'a.b', mode: 'data' },
    { definitions: 'true' },
    { 'single-transaction': 'true', jobs: '2' },
    { from: KEY, series: 'shop' },
    { from: KEY, class: 'daily' },
    { from: KEY, before: '2d' },
    { 'object-lock-days': '3' },
    { 'aws-access-key-id': 'AKIA' },
  ])('that do not go together are refused in one line that names both: %j', isSet => {
    const found = problems(isSet)
    expect(found).toHaveLength(1)
  })

  it('have a rule whose message names every input that it is about', () => {
    const reading = readTable(RESTORE_INPUTS, environment(ESSENTIAL))
    for (const { about, broken } of RESTORE_RULES) expect(broken(reading), about.join()).toBeUndefined()
    const all = {
      'use-list': 'x',
      tables: 'a.b',
      mode: 'data',
      'single-transaction': 'true',
      jobs: '2',
      from: KEY,
      series: 's',
      class: 'daily',
      before: '1d',
    }
    const wrong = readTable(RESTORE_INPUTS, environment({ ...ESSENTIAL, ...all }))
    const messages = RESTORE_RULES.flatMap(({ about, broken }) => {
      const message = broken(wrong)
      return message === undefined ? [] : [{ about, message }]
    })
    expect(messages.length).toBeGreaterThanOrEqual(7)
    for (const { about, message } of messages) for (const name of about) expect(message).toContain(name)
  })

  it('never repeat the target’s password', () => {
    for (const line of problems({ jobs: 'x', 'ssl-root-cert': 'a\nb' })) expect(line).not.toContain('s3cr3t')
  })
})
