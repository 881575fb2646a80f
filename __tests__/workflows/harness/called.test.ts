import { describe, expect, test } from 'vitest'
import { ARepository, runText } from './a-repository.ts'

const GATE = '.github/workflows/gate.yml'
const gate = `
  on:
    workflow_call:
      inputs:
        series: { type: string, required: true }
        strict: { type: boolean, default: true }
        minutes: { type: number, default: 5 }
      secrets:
        database-url: { required: true }
        slack: { required: false }
      outputs:
        key: { value: '\${{ jobs.backup.outputs.key }}' }
  jobs:
    backup:
      runs-on: x
      outputs: { key: '\${{ steps.it.outputs.key }}' }
      steps:
        - id: it
          run: echo "key=$SERIES/1" >> "$GITHUB_OUTPUT"; echo "$STRICT $URL \${{ github.event_name }}"
          env:
            SERIES: \${{ inputs.series }}
            STRICT: \${{ inputs.strict && inputs.minutes == 5 }}
            URL: \${{ secrets.database-url }}`
const files = { [GATE]: gate }
const secrets = { DATABASE_URL: 'postgres://u:secret@db/shop' }

function caller(job: string, rest = ''): string {
  return `
  on: [push, workflow_dispatch]
  ${rest}
  jobs:
    gate:
      uses: ./${GATE}
      ${job}
    deploy: { needs: gate, runs-on: x, steps: [{ run: 'echo "after \${{ needs.gate.outputs.key }}"' }] }`
}

const good = `with: { series: shop }
      secrets: { database-url: '\${{ secrets.DATABASE_URL }}' }`

describe('a called workflow', () => {
  test('gets inputs of its types and its secrets, and gives outputs', async () => {
    const run = await runText(caller(good), { files, secrets })
    expect(run.jobs['gate']).toMatchObject({ result: 'success', outputs: { key: 'shop/1' } })
    expect(run.log).toContain('true *** push')
    expect(run.log).toContain('after shop/1')
    expect(run.jobs['gate']?.legs[0]?.called?.jobs['backup']?.result).toBe('success')
  })

  test('that fails stops what needs it', async () => {
    const failing = { [GATE]: gate.replace('- id: it', '- run: exit 1\n        - id: it') }
    const run = await runText(caller(good), { files: failing, secrets })
    expect(run.jobs['deploy']).toMatchObject({
      result: 'skipped',
      skippedBecause: 'success(), gate: failure',
    })
  })

  test('is found under $/ and by the name of its repository, with its own $/', async () => {
    using published = new ARepository({
      ...files,
      'hello/action.yml': 'runs: { using: node24, main: ../dist/hello.js }',
      'dist/hello.js': 'console.log("hello from the published repository")',
      '.github/workflows/outer.yml': `
        on: workflow_call
        jobs:
          own: { runs-on: x, steps: [{ uses: $/hello }] }
          inner:
            uses: $/${GATE}
            with: { series: crm }
            secrets: { database-url: x }`,
    })
    const yaml = `
      on: push
      jobs:
        all: { uses: octo-org/tools/.github/workflows/outer.yml@v1 }`
    const run = await runText(yaml, { repositories: { 'octo-org/tools': published.folder } })
    expect(run.log).toContain('hello from the published repository')
    expect(run.result).toBe('success')
  })

  test('gets all secrets by inherit', async () => {
    const inherits = caller('with: { series: shop }\n      secrets: inherit')
    const run = await runText(inherits, { files, secrets: { 'database-url': 'inherited-url' } })
    expect(run.rawLog).toContain('inherited-url')
  })
})

describe('a call that GitHub refuses', () => {
  const refused: [what: string, job: string, message: string][] = [
    ['an unknown input', good.replace('series', 'serie'), 'Invalid input, serie is not defined'],
    ['a missing input', good.replace('series: shop', ''), 'Input series is required'],
    ['a missing secret', 'with: { series: shop }', 'Secret database-url is required'],
    ['an unknown secret', good.replace('database-url:', 'database:'), 'Invalid secret, database'],
    [
      'text for a boolean',
      good.replace('series: shop', `series: shop, strict: '\${{ vars.STRICT }}'`),
      "Input strict: unexpected value '', expected type: boolean",
    ],
    [
      'text for a number',
      good.replace('series: shop', 'series: shop, minutes: "5"'),
      "Input minutes: unexpected value '5', expected type: number",
    ],
  ]
  for (const [what, job, message] of refused)
    test(`with ${what}`, async () => {
      await expect(runText(caller(job), { files, secrets })).rejects.toThrow(message)
    })

  test('with a number from a workflow_dispatch, which arrives as text', async () => {
    const dispatch = (minutes: string): string => `
      on: { workflow_dispatch: { inputs: { minutes: { type: number, default: 5 } } } }
      jobs:
        gate:
          uses: ./${GATE}
          with: { series: shop, minutes: '\${{ ${minutes} }}' }
          secrets: { database-url: x }`
    const options = { files, event: 'workflow_dispatch', inputs: { minutes: 7 } }
    await expect(runText(dispatch('inputs.minutes'), options)).rejects.toThrow("unexpected value '7'")
    expect((await runText(dispatch('fromJSON(inputs.minutes)'), options)).result).toBe('success')
  })

  test('for more permissions than the caller has', async () => {
    const asks = {
      [GATE]: gate.replace('jobs:', 'permissions: { contents: read, id-token: write }\n  jobs:'),
    }
    const message = "requesting 'id-token: write', but is only allowed 'id-token: none'"
    await expect(runText(caller(good), { files: asks, secrets })).rejects.toThrow(message)
    const grants = 'permissions: { contents: read, id-token: write }'
    expect((await runText(caller(good, grants), { files: asks, secrets })).result).toBe('success')
  })

  test('of a workflow that is not there or not reusable', async () => {
    await expect(runText(caller(good), { secrets })).rejects.toThrow('was not found')
    const plain = { [GATE]: 'on: push\njobs: { a: { runs-on: x, steps: [{ run: exit 0 }] } }' }
    await expect(runText(caller(good), { files: plain, secrets })).rejects.toThrow('is not reusable')
  })
})

describe('workflow_dispatch', () => {
  const yaml = `
    on:
      workflow_dispatch:
        inputs:
          target: { type: choice, options: [staging, production], required: true }
          dry-run: { type: boolean, default: true }
    jobs:
      one:
        runs-on: x
        steps:
          - { if: inputs.dry-run, run: 'echo "dry $TARGET"', env: { TARGET: '\${{ inputs.target }}' } }
          - { if: '!inputs.dry-run', run: echo wet }`
  const event = 'workflow_dispatch'

  test('gives booleans as booleans', async () => {
    const dry = await runText(yaml, { event, inputs: { target: 'staging' } })
    expect(dry.log).toContain('dry staging')
    const wet = await runText(yaml, { event, inputs: { target: 'staging', 'dry-run': false } })
    expect(wet.log).toContain('wet')
  })

  test('is refused with an unknown, a missing or an impossible input', async () => {
    const inputs = { target: 'moon' }
    await expect(runText(yaml, { event, inputs })).rejects.toThrow('not in the list of allowed values')
    await expect(runText(yaml, { event })).rejects.toThrow("Required input 'target' not provided")
    await expect(runText(yaml, { event, inputs: { where: 'x' } })).rejects.toThrow('Unexpected inputs')
  })

  test('a workflow does not start on what it does not name, nor when it does not parse', async () => {
    await expect(runText(yaml)).rejects.toThrow('does not start on push')
    await expect(runText('on: push\njobs: { a: { steps: [] } }')).rejects.toThrow('Invalid workflow file')
    const unknown = `on: push\njobs: { a: { runs-on: x, steps: [{ run: 'echo \${{ secret.X }}' }] } }`
    await expect(runText(unknown)).rejects.toThrow('Unrecognized named-value')
  })
})
