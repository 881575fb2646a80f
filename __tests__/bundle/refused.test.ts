import { expect, test } from 'vitest'
import { loadSample } from '../support/sample-database.ts'
import { lockTable } from '../support/table-lock.ts'
import { expectFailure, PREFIX, useWorld } from './world.ts'

const world = useWorld(17, { load: server => loadSample(server, 'kiosk', { scale: 0.02 }) })

test('a locked table and lock-timeout: reported which, and nothing is stored', async () => {
  const { run, from, into, bucket, server } = world()
  await using _lock = await lockTable(server, 'kiosk', 'sales.orders')
  const step = await run({ with: { ...from('kiosk'), ...into(), 'lock-timeout': '500ms' } })
  const [line] = expectFailure(step, 'lock-timeout')
  expect(line).toContain('kiosk')
  expect(await bucket.contents()).toEqual([])
})

const TOO_LITTLE = [
  { input: 'min-tables', value: '17', says: '16 tables, min-tables is 17' },
  { input: 'min-size', value: '1GB', says: 'min-size is 1073741824' },
  {
    input: 'expect-tables',
    value: 'sales.orders, sales.invoices',
    says: 'expect-tables names sales.invoices',
  },
]
test.for(TOO_LITTLE)('$input not met: reported, and nothing is stored', async ({ input, value, says }) => {
  const { run, from, into, bucket } = world()
  const step = await run({ with: { ...from('kiosk'), ...into(), [input]: value } })
  const [line] = expectFailure(step, 'backup-too-small')
  expect(line).toContain(says)
  expect(await bucket.contents()).toEqual([])
})

test.for([
  { input: 'tables', value: 'sales.orders, sales.invoces', pattern: 'sales.invoces' },
  { input: 'schemas', value: 'sales, acounts', pattern: 'acounts' },
])(
  'a pattern of $input that matches nothing is reported, though others match, and nothing is stored',
  async ({ input, value, pattern }) => {
    const { run, from, into, bucket } = world()
    const step = await run({ with: { ...from('kiosk'), ...into(), [input]: value } })
    const [line] = expectFailure(step, 'nothing-matched')
    expect(line).toContain(`"${pattern}"`)
    expect(await bucket.contents()).toEqual([])
  },
)

test('an empty database is no backup', async () => {
  const { run, from, into, bucket } = world()
  expectFailure(await run({ with: { ...from('postgres'), ...into() } }), 'backup-too-small')
  expect(await bucket.contents()).toEqual([])
})

test('no RUNNER_TEMP: reported, before anything is asked of the server', async () => {
  const { run, from, into, runner } = world()
  const env = { RUNNER_TEMP: `${runner.root}/gone` }
  const [line] = expectFailure(await run({ with: { ...from('kiosk'), ...into() }, env }), 'scratch-unusable')
  expect(line).toContain(env.RUNNER_TEMP)
})

test('a key that is taken: what is stored there stays as it is', async () => {
  const { run, from, into, bucket } = world()
  // Whichever second of the next two minutes it begins in.
  const taken = Array.from({ length: 120 }, (_, second) => keyAt(new Date(Date.now() + second * 1000)))
  await bucket.seed(taken)
  const step = await run({ with: { ...from('kiosk'), ...into() } })
  const [line] = expectFailure(step, 'storage-key-exists')
  expect(line).toContain('kiosk_backup_')
  expect(await bucket.contents()).toEqual(taken.toSorted())
})

function keyAt(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split(/[T.]/)
  const stamp = `${date.replaceAll('-', '')}_${clock.replaceAll(':', '')}`
  return `${PREFIX}/kiosk/${date.slice(0, 7).replace('-', '/')}/kiosk_backup_${stamp}.dump`
}
