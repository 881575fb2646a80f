import { describe, expect, test } from 'vitest'
import { results, runText } from './a-repository.ts'

describe('needs', () => {
  test('outputs and results reach the jobs that need them, in any order the file has', async () => {
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
        notify: { needs: deploy, if: failure(), runs-on: x, steps: [{ run: echo reported }] }
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
