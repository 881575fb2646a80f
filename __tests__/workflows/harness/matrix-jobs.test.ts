import { describe, expect, test } from 'vitest'
import { runText } from './a-repository.ts'

describe('matrix', () => {
  const matrixOf = (failFast: boolean): string => `
      on: workflow_dispatch
      jobs:
        each:
          strategy:
            fail-fast: ${failFast}
            max-parallel: 2
            matrix:
              include: \${{ fromJSON(vars.DATABASES) }}
          runs-on: x
          steps:
            - run: test "$NAME" != crm && echo "\${{ strategy.job-index }} $NAME"
              env: { NAME: '\${{ matrix.name }}' }
        after: { needs: each, if: '!cancelled()', runs-on: x, steps: [{ run: exit 0 }] }`
  const options = {
    event: 'workflow_dispatch',
    vars: { DATABASES: '[{"name":"shop"},{"name":"crm"},{"name":"erp"}]' },
  }

  test('without fail-fast one failing leg leaves the others alone', async () => {
    const run = await runText(matrixOf(false), options)
    expect(run.jobs['each']?.legs.map(leg => [leg.name, leg.result])).toEqual([
      ['each (shop)', 'success'],
      ['each (crm)', 'failure'],
      ['each (erp)', 'success'],
    ])
    expect(run.log).toContain('2 erp')
    expect(run.jobs['each']).toMatchObject({ result: 'failure', maxParallel: 2, failFast: false })
    expect(run.jobs['after']?.result).toBe('success')
  })

  test('with fail-fast one failing leg cancels those that wait', async () => {
    const run = await runText(matrixOf(true), options)
    expect(run.jobs['each']?.legs.map(leg => leg.result)).toEqual(['success', 'failure', 'cancelled'])
  })

  test('with fail-fast one failing leg ends those that run', async () => {
    const run = await runText(
      `
      on: push
      jobs:
        each:
          strategy: { matrix: { run: [exec sleep 600, exit 1] } }
          runs-on: x
          steps:
            - run: \${{ matrix.run }}
            - if: cancelled()
              run: echo "tidied up"`,
      { runner: { parallelLegs: 2 } },
    )
    expect(run.jobs['each']?.legs.map(leg => leg.result)).toEqual(['cancelled', 'failure'])
    expect(run.log).toContain('tidied up')
  })

  test('of the outputs of its legs the last that says something is kept', async () => {
    const run = await runText(`
      on: push
      jobs:
        each:
          strategy: { matrix: { said: [one, two, ''] } }
          runs-on: x
          outputs: { said: '\${{ matrix.said }}' }
          steps: [{ run: exit 0 }]`)
    expect(run.jobs['each']?.outputs).toEqual({ said: 'two' })
  })

  test('an empty matrix fails the job and says so', async () => {
    const run = await runText(matrixOf(true), { ...options, vars: { DATABASES: '[]' } })
    expect(run.jobs['each']?.result).toBe('failure')
    expect(run.annotations[0]?.message).toContain("Error when evaluating 'strategy' for job 'each'")
  })
})
