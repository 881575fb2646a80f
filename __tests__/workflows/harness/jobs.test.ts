import { describe, expect, test } from 'vitest'
import { runText } from './a-repository.ts'
import type { WorkflowRun } from './run-workflow.ts'

describe('needs', () => {
  test('outputs and results reach the jobs that need them, in whatever order the file has', async () => {
    const run = await runText(`
      on: push
      jobs:
        last:
          needs: first
          runs-on: ubuntu-24.04
          steps:
            - run: echo "\${{ needs.first.result }} \${{ needs.first.outputs.key }}"
        first:
          runs-on: ubuntu-24.04
          outputs:
            key: \${{ steps.make.outputs.key }}
          steps:
            - id: make
              run: echo "key=shop/1" >> "$GITHUB_OUTPUT"`)
    expect(run.order).toEqual(['first', 'last'])
    expect(run.log).toContain('success shop/1')
    expect(run.result).toBe('success')
  })

  test('behind a failed job others are skipped, unless they ask for failures', async () => {
    const run = await runText(`
      on: push
      jobs:
        backup: { runs-on: x, steps: [{ run: exit 3 }] }
        deploy: { needs: backup, runs-on: x, steps: [{ run: echo deployed }] }
        notify: { needs: deploy, if: failure(), runs-on: x, steps: [{ run: echo told }] }
        tidy: { needs: deploy, if: always(), runs-on: x, steps: [{ run: echo tidied }] }
        cancelled: { needs: backup, if: cancelled(), runs-on: x, steps: [{ run: echo never }] }`)
    expect(results(run)).toEqual({
      backup: 'failure',
      deploy: 'skipped',
      notify: 'success',
      tidy: 'success',
      cancelled: 'skipped',
    })
    expect(run.jobs['deploy']?.skippedBecause).toBe('success(), backup: failure')
    expect(run.result).toBe('failure')
    expect(run.log).not.toContain('deployed')
  })

  test('a condition without a status function also asks for success', async () => {
    const run = await runText(`
      on: push
      jobs:
        backup: { runs-on: x, steps: [{ run: exit 1 }] }
        deploy: { needs: backup, if: github.ref == 'refs/heads/main', runs-on: x, steps: [{ run: echo hi }] }`)
    expect(run.jobs['deploy']?.skippedBecause).toContain("success() && (github.ref == 'refs/heads/main')")
  })

  test('a skipped job also stops what is further down, past a job that ran in spite of it', async () => {
    const run = await runText(`
      on: push
      jobs:
        one: { if: false, runs-on: x, steps: [{ run: exit 0 }] }
        two: { needs: one, if: always(), runs-on: x, steps: [{ run: exit 0 }] }
        three: { needs: two, runs-on: x, steps: [{ run: exit 0 }] }`)
    expect(results(run)).toEqual({ one: 'skipped', two: 'success', three: 'skipped' })
  })

  test('an unknown job and a circle are refused before anything runs', async () => {
    const job = (id: string, needs: string): string =>
      `${id}: { needs: ${needs}, runs-on: x, steps: [{ run: exit 0 }] }`
    const unknown = `on: push\njobs:\n  ${job('a', 'ghost')}`
    await expect(runText(unknown)).rejects.toThrow("depends on unknown job 'ghost'")
    const circle = `on: push\njobs:\n  ${job('a', 'b')}\n  ${job('b', 'a')}`
    await expect(runText(circle)).rejects.toThrow('need each other in a circle')
  })
})

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

describe('what a job asks for', () => {
  const yaml = `
      on: push
      permissions: { contents: read }
      concurrency: { group: 'backup-\${{ github.repository }}', cancel-in-progress: false }
      jobs:
        deploy:
          runs-on: ubuntu-24.04
          permissions: { id-token: write }
          environment: { name: production }
          concurrency: shop
          timeout-minutes: 5
          steps:
            - run: echo "$TOKEN \${{ vars.REGION }}"
              env: { TOKEN: '\${{ secrets.TOKEN }}' }`

  test('is recorded', async () => {
    const run = await runText(yaml)
    expect(run).toMatchObject({
      permissions: { contents: 'read' },
      concurrency: { group: 'backup-octo-org/shop', 'cancel-in-progress': false },
    })
    expect(run.jobs['deploy']).toMatchObject({
      runsOn: 'ubuntu-24.04',
      permissions: { 'id-token': 'write' },
      environment: { name: 'production' },
      concurrency: 'shop',
      timeoutMinutes: 5,
    })
  })

  test('an environment brings its own secrets and variables', async () => {
    const production = { secrets: { TOKEN: 'the-production-token' }, vars: { REGION: 'eu-west-1' } }
    const run = await runText(yaml, {
      secrets: { TOKEN: 'the-repository-token' },
      vars: { REGION: 'us-east-1' },
      environments: { production },
    })
    expect(run.rawLog).toContain('the-production-token eu-west-1')
    expect(run.log).toContain('*** eu-west-1')
  })

  test('a reviewer who rejects the deployment fails the job before its first step', async () => {
    const run = await runText(yaml, { environments: { production: { rejected: true } } })
    expect(run.jobs['deploy']).toMatchObject({ result: 'failure', legs: [{ steps: [] }] })
    expect(run.annotations[0]?.message).toContain('rejected')
  })
})

describe('the end of a job before its time', () => {
  test('continue-on-error makes its failure a success to those that need it', async () => {
    const run = await runText(`
      on: push
      jobs:
        flaky: { continue-on-error: true, runs-on: x, steps: [{ run: exit 1 }] }
        after: { needs: flaky, runs-on: x, steps: [{ run: exit 0 }] }`)
    expect(results(run)).toEqual({ flaky: 'success', after: 'success' })
    expect(run.jobs['flaky']?.legs[0]?.result).toBe('failure')
  })

  test('timeout-minutes cancels the job', async () => {
    const run = await runText(
      `
      on: push
      jobs:
        slow:
          timeout-minutes: 1
          runs-on: x
          steps:
            - run: exec sleep 600
            - run: echo never`,
      { runner: { minuteMs: 100 } },
    )
    expect(results(run)).toEqual({ slow: 'cancelled' })
    expect(run.annotations.map(({ message }) => message)).toContain(
      'The job has exceeded the maximum execution time of 1 minutes.',
    )
  })

  test('a cancelled run ends its step, skips the steps and jobs behind, and runs what is for cancelled runs', async () => {
    const button = new AbortController()
    const run = await runText(
      `
      on: push
      jobs:
        slow:
          runs-on: x
          steps:
            - run: echo started; exec sleep 600
            - run: echo never
            - if: always()
              run: echo "tidied up"
        next: { needs: slow, runs-on: x, steps: [{ run: echo never }] }
        tell: { needs: slow, if: cancelled(), runs-on: x, steps: [{ run: echo told }] }`,
      {
        cancel: button.signal,
        onLine: ({ text }) => {
          if (text === 'started') button.abort()
        },
      },
    )
    expect(run.result).toBe('cancelled')
    expect(results(run)).toEqual({ slow: 'cancelled', next: 'skipped', tell: 'success' })
    expect(run.log).toContain('tidied up')
    expect(run.log).not.toContain('never')
  })
})

function results(run: WorkflowRun): Record<string, string> {
  return Object.fromEntries(Object.entries(run.jobs).map(([id, job]) => [id, job.result]))
}
