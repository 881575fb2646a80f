import { expect, test } from 'vitest'
import { expectFailure, useWorld } from './world.ts'

const world = useWorld(17, { load: async () => {} })

test('every wrong input is reported at once, each on a line of its own, before anything is done', async () => {
  const { run, from, into, flaky } = world()
  const proxy = await flaky()
  const lines = expectFailure(
    await run({
      with: {
        ...from('postgres'),
        ...into(proxy.endpoint),
        class: 'hourly',
        'min-size': 'large',
        'min-tables': '-1',
        compression: 'zip:3',
        'encrypt-to': 'age1notakey',
        'local-copy-days': 'two',
        'lock-timeout': 'soon',
      },
    }),
    'input-invalid',
  )
  const inputs = [
    'class',
    'min-size',
    'min-tables',
    'compression',
    'encrypt-to',
    'local-copy-days',
    'lock-timeout',
  ]
  expect(lines.map(line => line.split(':')[0]).toSorted()).toEqual(inputs.toSorted())
  expect(proxy.seen).toEqual([])
})

test('nothing given at all: what is needed is named', async () => {
  const { run } = world()
  const lines = expectFailure(await run({ with: {} }), 'input-invalid')
  expect(lines.map(line => line.split(':')[0]).toSorted()).toEqual(['database-url', 'destination'])
})

test('inputs that contradict each other are reported by both their names', async () => {
  const { run, from, into } = world()
  const both = {
    'encrypt-to': 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    passphrase: 'long enough',
  }
  const [line] = expectFailure(
    await run({ with: { ...from('postgres'), ...into(), ...both } }),
    'input-invalid',
  )
  expect(line).toMatch(/encrypt-to.*passphrase/)
})

test('a misspelt input, of which the runner only warns, stops the step, which says which one may be meant', async () => {
  const { run, from, into, bucket } = world()
  const step = await run({ with: { ...from('postgres'), ...into(), 'min-tabels': '3', 'min-tables': '0' } })
  const lines = expectFailure(step, 'input-invalid')
  expect(lines).toEqual([
    expect.stringMatching(/^min-tabels: is not an input of this action; did you mean min-tables\?/),
  ])
  expect(await bucket.contents()).toEqual([])
})
