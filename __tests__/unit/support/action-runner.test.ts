import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ActionRunner, KILLED, type LogLine } from '../../support/action-runner.ts'
import { makeFakeAction } from './fake-action.ts'

test('a step gets its inputs, defaults and identity the way the runner sets them, and nothing else of ours', async () => {
  process.env['SOMETHING_OF_OURS'] = 'x'
  using action = makeFakeAction({ main: 'console.log(JSON.stringify(process.env))' })
  using runner = new ActionRunner()
  const inputs = { 'Database-URL': 'postgresql://db/shop', unheard: 'of' }
  const step = await runner.run({ ...action, with: inputs, env: { PGSSLMODE: 'require' } })
  expect(JSON.parse(step.log.raw)).toMatchObject({
    'INPUT_DATABASE-URL': 'postgresql://db/shop',
    INPUT_TWO_WORDS: 'some thing',
    INPUT_LEVEL: '9',
    INPUT_TOKEN: 'octo-org/shop',
    PGSSLMODE: 'require',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo-org/shop',
    RUNNER_TEMP: runner.folders.temp,
    RUNNER_TOOL_CACHE: runner.folders.toolCache,
  })
  expect(JSON.parse(step.log.raw)).not.toHaveProperty('SOMETHING_OF_OURS')
  expect(step.warnings).toEqual([expect.stringContaining("Unexpected input(s) 'unheard'")])
  expect(step).toMatchObject({ exitCode: 0, conclusion: 'success', post: undefined, leftInTemp: [] })
})

test('a bundle that leans on node_modules fails, from the root and from a twin folder', async () => {
  using action = makeFakeAction({ main: "await import('left-pad')" })
  using runner = new ActionRunner()
  for (const folder of ['.', 'backup']) {
    const step = await runner.run({ repository: action.repository, action: folder })
    expect(step).toMatchObject({ exitCode: 1, conclusion: 'failure' })
    expect(step.log.raw).toContain('ERR_MODULE_NOT_FOUND')
  }
})

test('outputs, state, environment, path and summary are read from the files; post gets the state', async () => {
  using action = makeFakeAction({
    main: `
      import { appendFileSync as append } from 'node:fs'
      const { env } = process
      append(env.GITHUB_OUTPUT, 'key=a<<b=c\\nlong<<END\\none\\n\\ntwo\\nEND\\nempty<<E\\nE\\n')
      append(env.GITHUB_STATE, 'left=[1]\\n')
      append(env.GITHUB_ENV, 'SET_BY=main\\n')
      append(env.GITHUB_PATH, '/opt/tool\\n')
      append(env.GITHUB_STEP_SUMMARY, '# Done, with s3cret')
      append(env.RUNNER_TEMP + '/forgotten', '')`,
    post: 'const { env } = process; console.log(env.STATE_left, env.SET_BY, env.PATH, env.INPUT_LEVEL)',
  })
  using runner = new ActionRunner()
  const step = await runner.run({ ...action, secrets: ['s3cret'] })
  expect(step.outputs).toEqual({ key: 'a<<b=c', long: 'one\n\ntwo', empty: '' })
  expect(step).toMatchObject({
    state: { left: '[1]' },
    summary: '# Done, with ***',
    leftInTemp: ['forgotten'],
  })
  expect(step.files['GITHUB_STEP_SUMMARY']).toBe('# Done, with s3cret')
  expect(step.post?.log.raw).toMatch(/^\[1\] main \/opt\/tool:.* 9$/)
})

test('a file command without its delimiter fails the step', async () => {
  using action = makeFakeAction({
    main: "import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_OUTPUT, 'key<<END\\nvalue\\n')",
  })
  using runner = new ActionRunner()
  const step = await runner.run(action)
  expect(step).toMatchObject({ exitCode: 0, conclusion: 'failure', outputs: {} })
  expect(step.annotations[0]?.message).toContain("Matching delimiter not found 'END'")
})

test('commands of the log are carried out, and masks hide each line of a secret, however it is written', async () => {
  using action = makeFakeAction({
    main: `
      console.log('before s3cret key')
      console.log('::add-mask::s3cret key%0Aline two')
      console.log('s3cret key, line two, s3cret%20key, ' + btoa('s3cret key'))
      console.log('::group::Working')
      console.log('::endgroup::')
      console.error('::error title=No%2C wait,file=a.sql::went wrong%0Awith line two')
      console.log('::nonsense::is text')
      console.log('a name with ##[warning]in it')
      console.log('::stop-commands::token')
      console.log('::error::not a command')
      console.log('::token::')
      console.log('::set-env name=A::b')`,
  })
  using runner = new ActionRunner()
  const lines: LogLine[] = []
  const step = await runner.run({ ...action, onLine: line => lines.push(line) })
  expect(step.annotations).toContainEqual({
    level: 'error',
    message: 'went wrong\nwith ***',
    properties: { title: 'No, wait', file: 'a.sql' },
  })
  expect(step.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual(
    expect.arrayContaining(['warning: in it', 'error: The `set-env` command is disabled.']),
  )
  expect(step.annotations).toHaveLength(3)
  expect(step.log.masked).toContain('***, ***, ***, ***')
  expect(step.log.masked).toContain('::nonsense::is text')
  expect(step.log.raw).not.toContain('add-mask')
  expect(step.log.raw).toContain('before s3cret key')
  expect(lines).toContainEqual({ kind: 'group', text: 'Working' })
  expect(step).toMatchObject({ conclusion: 'failure', masks: ['s3cret key\nline two'] })
})

const STUBBORN = `
  process.on('SIGINT', () => console.log('got SIGINT')).on('SIGTERM', () => console.log('got SIGTERM'))
  setInterval(() => {}, 1000)
  console.log('ready')`
const ready = (line: LogLine) => line.text === 'ready'

test('a cancelled step gets SIGINT, then SIGTERM, then is killed, and post still runs', async () => {
  using action = makeFakeAction({ main: STUBBORN, post: "console.log('cleaned up')" })
  using runner = new ActionRunner()
  const ending = [
    { signal: 'SIGINT', thenWaitMs: 300 },
    { signal: 'SIGTERM', thenWaitMs: 300 },
    { signal: 'SIGKILL', thenWaitMs: 0 },
  ] as const
  const step = await runner.run({ ...action, cancel: { at: ready, ending } })
  expect(step).toMatchObject({ exitCode: null, signal: 'SIGKILL', conclusion: 'cancelled' })
  expect(step.log.raw).toBe('ready\ngot SIGINT\ngot SIGTERM')
  expect(step.post).toMatchObject({ conclusion: 'success', log: { raw: 'cleaned up' } })
})

test('a step can be killed without a word, at a moment of the caller’s', async () => {
  using action = makeFakeAction({ main: STUBBORN })
  using runner = new ActionRunner()
  const moment = new AbortController()
  const onLine = () => moment.abort()
  const step = await runner.run({ ...action, onLine, cancel: { at: moment.signal, ending: KILLED } })
  expect(step).toMatchObject({ signal: 'SIGKILL', conclusion: 'cancelled', log: { raw: 'ready' } })
})

test('the processes of a step are seen with their arguments, and those that outlive it are named', async ctx => {
  if (!existsSync('/proc/self/stat')) ctx.skip('not run: this system has no /proc')
  using action = makeFakeAction({
    main: `
      import { spawn, spawnSync } from 'node:child_process'
      spawnSync('sleep', ['0.3'])
      spawn('sleep', ['61'], { detached: true, stdio: 'ignore' }).unref()
      setTimeout(() => {}, 200)`,
  })
  using runner = new ActionRunner()
  const step = await runner.run({ ...action, watchProcesses: true })
  for (const { pid } of step.survivors) process.kill(pid)
  const seen = step.processes.map(({ argv }) => argv.join(' '))
  expect(seen).toEqual(expect.arrayContaining(['sleep 0.3', 'sleep 61']))
  expect(step.survivors.map(({ argv }) => argv.join(' '))).toEqual(['sleep 61'])
  expect(step.peakMemoryBytes).toBeGreaterThan(10_000_000)
})

test('a runner leaves nothing behind', async () => {
  using action = makeFakeAction({ main: '' })
  const runner = new ActionRunner()
  await runner.run(action)
  runner[Symbol.dispose]()
  expect(existsSync(runner.root)).toBe(false)
})
