import { describe, expect, test } from 'vitest'
import { results, runText } from './a-repository.ts'

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

  test('continue-on-error may be said of one leg only, which then cancels no other', async () => {
    const run = await runText(`
      on: push
      jobs:
        each:
          strategy: { matrix: { include: [{ pg: 19, beta: true }, { pg: 18, beta: false }] } }
          continue-on-error: \${{ matrix.beta }}
          runs-on: x
          steps: [{ run: 'test "\${{ matrix.pg }}" != 19' }]`)
    expect(run.jobs['each']?.legs.map(leg => leg.result)).toEqual(['failure', 'success'])
    expect(run.result).toBe('success')
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
        say: { needs: slow, if: cancelled(), runs-on: x, steps: [{ run: echo reported }] }`,
      {
        cancel: button.signal,
        onLine: ({ text }) => {
          if (text === 'started') button.abort()
        },
      },
    )
    expect(run.result).toBe('cancelled')
    expect(results(run)).toEqual({ slow: 'cancelled', next: 'skipped', say: 'success' })
    expect(run.log).toContain('tidied up')
    expect(run.log).not.toContain('never')
  })
})
