import { describe, expect, test } from 'vitest'
import { runText } from './a-repository.ts'
import type { RunOptions, StepRun } from './run-workflow.ts'

/** Runs the steps of one job. */
async function runSteps(steps: string, options: Partial<RunOptions> = {}, job = '') {
  const run = await runText(`on: push\njobs:\n  one:\n    runs-on: x\n${job}    steps:\n${steps}`, options)
  const leg = run.jobs['one']?.legs[0]
  const step = (id: string): StepRun | undefined => leg?.steps.find(each => each.id === id)
  return { run, leg, step }
}

describe('what a step leaves behind', () => {
  test('outputs, environment, path and summary reach those after it', async () => {
    const { run, step } = await runSteps(`
      - id: one
        run: |
          { echo "key<<END"; echo "a"; echo "b"; echo "END"; } >> "$GITHUB_OUTPUT"
          echo "COLOUR=blue" >> "$GITHUB_ENV"
          mkdir bin && printf '#!/bin/sh\\necho "mine"' > bin/its-own && chmod +x bin/its-own
          echo "$PWD/bin" >> "$GITHUB_PATH"
          echo "# Done" >> "$GITHUB_STEP_SUMMARY"
      - run: |
          its-own
          echo "$COLOUR $KEY \${{ env.COLOUR }}"
        env: { KEY: '\${{ steps.one.outputs.key }}' }`)
    expect(step('one')?.outputs).toEqual({ key: 'a\nb' })
    expect(run.log).toContain('mine\nblue a\nb blue')
    expect(run.summary).toBe('# Done\n')
  })

  test('the environment of the workflow, the job and the step: the nearer one wins', async () => {
    const run = await runText(`
      on: push
      env: { A: workflow, B: workflow, C: workflow }
      jobs:
        one:
          runs-on: x
          env: { B: job, C: job }
          steps: [{ run: echo "$A $B $C $GITHUB_JOB $GITHUB_REPOSITORY", env: { C: step, GITHUB_JOB: no } }]`)
    expect(run.log).toContain('workflow job step one octo-org/shop')
  })

  test('a file that is not written as the runner reads it fails the step', async () => {
    const { leg } = await runSteps(`
      - run: echo "no equals sign" >> "$GITHUB_OUTPUT"`)
    expect(leg?.result).toBe('failure')
    expect(leg?.steps[0]?.annotations[0]?.message).toContain('Unable to process file command')
  })

  test('a summary of more than a mebibyte is dropped and said to be', async () => {
    const { leg } = await runSteps(`
      - run: head -c 1048577 /dev/zero | tr '\\0' 'x' >> "$GITHUB_STEP_SUMMARY"`)
    expect(leg).toMatchObject({ result: 'success', summary: '' })
    expect(leg?.steps[0]?.annotations[0]?.message).toContain('supports content up to a size of 1024k')
  })
})

describe('conditions', () => {
  test('after a failure only the steps that ask for it run', async () => {
    const { leg } = await runSteps(`
      - { id: fails, run: exit 2 }
      - { id: plain, run: exit 0 }
      - { id: failure, if: failure(), run: exit 0 }
      - { id: both, if: "failure() && steps.fails.outcome == 'success'", run: exit 0 }
      - { id: always, if: always(), run: exit 0 }`)
    expect(leg?.steps.map(step => [step.id, step.conclusion, step.skippedBecause])).toEqual([
      ['fails', 'failure', undefined],
      ['plain', 'skipped', 'success()'],
      ['failure', 'success', undefined],
      ['both', 'skipped', "failure() && steps.fails.outcome == 'success'"],
      ['always', 'success', undefined],
    ])
    expect(leg?.result).toBe('failure')
  })

  test('a step whose expressions cannot be evaluated fails, and says why', async () => {
    const { leg } = await runSteps(`
      - { id: not, if: false, run: "echo \${{ fromJSON('{') }}" }
      - { id: bad, run: exit 0, env: { A: "\${{ fromJSON('{') }}" } }
      - { id: after, if: failure(), run: exit 0 }`)
    expect(leg?.steps.map(step => [step.id, step.conclusion])).toEqual([
      ['not', 'skipped'],
      ['bad', 'failure'],
      ['after', 'success'],
    ])
    expect(leg?.steps[1]?.annotations[0]?.message).toMatch(/JSON/)
  })

  test('continue-on-error keeps the outcome and changes the conclusion', async () => {
    const { run, step } = await runSteps(`
      - { id: flaky, continue-on-error: true, run: exit 1 }
      - run: echo "\${{ steps.flaky.outcome }} \${{ steps.flaky.conclusion }} \${{ job.status }}"`)
    expect(step('flaky')).toMatchObject({ outcome: 'failure', conclusion: 'success' })
    expect(run.log).toContain('failure success success')
    expect(run.result).toBe('success')
  })

  test('timeout-minutes fails the step and says so', async () => {
    const { leg } = await runSteps(
      `
      - { name: Dump, timeout-minutes: 1, run: exec sleep 600 }
      - { id: after, if: failure(), run: exit 0 }`,
      { runner: { minuteMs: 100 } },
    )
    expect(leg?.steps.map(step => step.conclusion)).toEqual(['failure', 'success'])
    expect(leg?.steps[0]?.annotations[0]?.message).toBe("The action 'Dump' has timed out after 1 minutes.")
  })
})

describe('the shell', () => {
  test('sees a failure inside a pipe only if bash is asked for', async () => {
    const { step } = await runSteps(`
      - { id: unasked, run: exit 1 | cat }
      - { id: asked, shell: bash, run: exit 1 | cat }`)
    expect([step('unasked')?.conclusion, step('asked')?.conclusion]).toEqual(['success', 'failure'])
  })

  test('and the folder have defaults, of the workflow and of the job', async () => {
    const run = await runText(`
      on: push
      defaults: { run: { shell: bash } }
      jobs:
        one:
          runs-on: x
          defaults: { run: { working-directory: sub } }
          steps:
            - { run: mkdir sub, working-directory: . }
            - run: basename "$PWD"; shopt -o pipefail`)
    expect(run.log).toMatch(/sub\npipefail\s+on/)
  })

  test('hashFiles() names the files by what is in them', async () => {
    const { run } = await runSteps(`
      - run: echo 1 > a.lock
      - run: echo "\${{ hashFiles('*.lock') }},\${{ hashFiles('*.none') }}."`)
    expect(run.log).toMatch(/[0-9a-f]{64},\./)
  })
})

describe('what is hidden', () => {
  test('secrets, and what a step asks to hide, in every line after', async () => {
    const { run } = await runSteps(
      `
      - run: echo "::add-mask::tomorrow"
      - run: echo "$PASSWORD and tomorrow"; echo "$PASSWORD" | base64; echo "$PASSWORD" >> "$GITHUB_STEP_SUMMARY"
        env: { PASSWORD: '\${{ secrets.PASSWORD }}' }`,
      { secrets: { PASSWORD: 'hunter2!hunter2' } },
    )
    expect(run.log).toContain('*** and ***')
    expect(run.log + run.summary).not.toContain('hunter2')
    expect(run.rawLog).toContain('hunter2')
  })

  test('a job output that holds a secret is not passed on', async () => {
    const { leg } = await runSteps(
      `
      - { id: leak, run: 'echo "url=postgres://u:$P@h" >> "$GITHUB_OUTPUT"', env: { P: '\${{ secrets.P }}' } }`,
      { secrets: { P: 'correct-horse' } },
      `    outputs: { url: '\${{ steps.leak.outputs.url }}', fine: yes }\n`,
    )
    expect(leg?.outputs).toEqual({ fine: 'yes' })
    expect(leg?.annotations[0]?.message).toBe("Skip output 'url' since it may contain secret.")
  })
})
