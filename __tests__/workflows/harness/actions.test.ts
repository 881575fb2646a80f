import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ARepository, runText } from './a-repository.ts'
import { checkout } from './checkout.ts'

const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8'
const ACTION = {
  'greet/action.yml': `
    name: Greet
    inputs:
      who: { default: '\${{ github.actor }}' }
      how-often: { default: '1' }
    runs: { using: node24, main: ../dist/main.js, post: ../dist/post.js }`,
  'dist/main.js': `
    const fs = require('node:fs')
    console.log('hello ' + process.env.INPUT_WHO + ' ' + process.env['INPUT_HOW-OFTEN'])
    fs.appendFileSync(process.env.GITHUB_STATE, 'who=' + process.env.INPUT_WHO + '\\n')
    fs.appendFileSync(process.env.GITHUB_OUTPUT, 'greeted=' + process.env.INPUT_WHO + '\\n')
    if (process.env.INPUT_WHO === 'nobody') process.exit(1)`,
  'dist/post.js': `console.log('bye ' + process.env.STATE_who)`,
}

function workflow(steps: string): string {
  return `on: push\njobs:\n  one:\n    runs-on: x\n    steps:\n${steps}`
}

describe('our own actions', () => {
  test('get their inputs and keep their state; their post steps come last, the last first, no matter what failed', async () => {
    const run = await runText(
      workflow(`
      - uses: $/greet
        id: first
      - uses: $/greet
        with: { who: "\${{ steps.first.outputs.greeted }} again", how-often: 2 }
      - uses: $/greet
        with: { who: nobody }
      - run: echo never`),
      { files: ACTION },
    )
    expect(run.log.split('\n').filter(Boolean)).toEqual([
      ...['hello octocat 1', 'hello octocat again 2', 'hello nobody 1'],
      ...['bye nobody', 'bye octocat again', 'bye octocat'],
    ])
    expect(run.jobs['one']?.legs[0]?.steps.at(-1)).toMatchObject({
      name: 'Post Run $/greet',
      stage: 'post',
      conclusion: 'success',
    })
    expect(run.result).toBe('failure')
  })

  test('are found in the checkout, and only after it', async () => {
    using published = new ARepository(ACTION)
    const steps = '\n      - uses: ./greet'
    const without = await runText(workflow(steps))
    expect(without.annotations[0]?.message).toContain('Did you forget to run actions/checkout')
    const stubs = { 'actions/checkout': checkout(published.folder) }
    const withIt = await runText(workflow(`\n      - uses: ${CHECKOUT}${steps}`), { stubs })
    expect(withIt.log).toContain('hello octocat 1')
  })

  test('are found by the name of their repository', async () => {
    using published = new ARepository(ACTION)
    const run = await runText(workflow(`\n      - uses: octo-org/tools/greet@v1`), {
      repositories: { 'octo-org/tools': published.folder },
    })
    expect(run.log).toContain('hello octocat 1')
  })

  test('warn of an input that they do not have', async () => {
    const run = await runText(workflow(`\n      - { uses: $/greet, with: { whom: me } }`), { files: ACTION })
    expect(run.annotations).toMatchObject([{ level: 'warning' }])
    expect(run.annotations[0]?.message).toContain("Unexpected input(s) 'whom'")
  })

  test('the bare $/ is refused', async () => {
    const run = await runText(workflow(`\n      - uses: $/`), { files: ACTION })
    expect(run.annotations[0]?.message).toContain('is refused')
  })

  test('the published bundle is one of them', async () => {
    const run = await runText(
      workflow('\n      - { uses: org/pg-backup-action/verify@v1, with: { destination: "" } }'),
      {
        repositories: { 'org/pg-backup-action': resolve(import.meta.dirname, '../../..') },
      },
    )
    expect(run.result).toBe('failure')
    expect(run.annotations[0]?.message).toContain('destination')
    expect(run.jobs['one']?.legs[0]?.steps.at(-1)).toMatchObject({ stage: 'post', conclusion: 'success' })
  })
})

describe('the actions of others', () => {
  test('are stood in for: with, outputs, environment, commands and post', async () => {
    const run = await runText(
      workflow(`
      - { uses: '${CHECKOUT}', id: it, with: { depth: 1 } }
      - run: echo "\${{ steps.it.outputs.ref }} $FROM_STUB token"`),
      {
        stubs: {
          [CHECKOUT]: ({ say, with: { depth } }) => {
            say('::add-mask::token')
            return {
              outputs: { ref: `depth ${depth}` },
              env: { FROM_STUB: 'yes' },
              post: publish => publish('tidied'),
            }
          },
        },
      },
    )
    expect(run.log).toContain('depth 1 yes ***')
    expect(run.log.trimEnd().endsWith('tidied')).toBe(true)
  })

  test('that nobody stands in for are named before anything runs', async () => {
    const lines: string[] = []
    const steps = `\n      - run: echo started\n      - uses: ${CHECKOUT}`
    const run = runText(workflow(steps), { onLine: ({ text }) => lines.push(text) })
    await expect(run).rejects.toThrow(`no stub and no repository is given for ${CHECKOUT}`)
    expect(lines).toEqual([])
  })

  test('nor are there containers and services that nothing is given for', async () => {
    await expect(runText(WITH_CONTAINER)).rejects.toThrow("the job 'a' needs a container")
    await expect(runText(WITH_SERVICE)).rejects.toThrow("the job 'a' needs the service postgres")
  })

  test('what stands in for a service is found by its port', async () => {
    const run = await runText(WITH_SERVICE, { services: { postgres: { ports: { 5432: '49153' } } } })
    expect(run.log).toContain('on 49153')
  })

  test('what stands in for a container brings its environment, under those of the job; the image is recorded', async () => {
    const containers = { a: { env: { PGBIN: '/usr/lib/postgresql/17/bin', COLOUR: 'red', SIZE: 'small' } } }
    const run = await runText(WITH_CONTAINER, { containers })
    expect(run.log).toContain('in /usr/lib/postgresql/17/bin, blue, large')
    expect(run.jobs['a']).toMatchObject({ container: { image: 'postgres:17' }, result: 'success' })
  })

  test('can fail', async () => {
    const stubs = { 'actions/checkout': () => ({ conclusion: 'failure' as const }) }
    const run = await runText(workflow(`\n      - uses: ${CHECKOUT}`), { stubs })
    expect(run.result).toBe('failure')
  })
})

const WITH_CONTAINER = `
  on: push
  jobs:
    a:
      runs-on: x
      container: { image: postgres:17, env: { COLOUR: green, SIZE: large } }
      env: { COLOUR: blue }
      steps: [{ run: 'echo in $PGBIN, $COLOUR, $SIZE' }]`

const WITH_SERVICE = `
  on: push
  jobs:
    a:
      runs-on: x
      services: { postgres: { image: postgres:17, ports: ['5432'] } }
      steps:
        - run: echo on $PORT
          env: { PORT: "\${{ job.services.postgres.ports['5432'] }}" }`
