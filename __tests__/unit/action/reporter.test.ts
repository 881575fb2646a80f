import { describe, expect, it } from 'vitest'
import { inputError } from '../../../src/action/inputs/problem.ts'
import { actionReporter, type LogCommands, workflowLine } from '../../../src/action/reporter.ts'
import { BackupError } from '../../../src/core/errors.ts'

function recorded(secrets: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = []
  const to = (kind: string) => (text?: string | Error) => void lines.push(`${kind}: ${text ?? ''}`)
  const log: LogCommands = {
    info: to('info'),
    notice: to('notice'),
    warning: to('warning'),
    setFailed: to('failed'),
    debug: () => {},
    startGroup: to('group'),
    endGroup: to('end'),
  }
  return { lines, reporter: actionReporter(secrets, env, log) }
}

describe('the log', () => {
  it('has no secret, wherever it comes from', async () => {
    const { lines, reporter } = recorded(['hunter22'])
    reporter.info('password hunter22')
    reporter.notice('hunter22')
    reporter.warning('hunter22')
    await reporter.group('hunter22', async () => {})
    reporter.fail(new Error('hunter22'))
    expect(lines.join('\n')).not.toContain('hunter22')
    expect(lines[0]).toBe('info: password ***')
  })

  it('groups what belongs together, and closes the group when it fails', async () => {
    const { lines, reporter } = recorded()
    await reporter.group('Prepare', async () => reporter.info('in it'))
    await expect(reporter.group('Dump', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(lines).toEqual(['group: Prepare', 'info: in it', 'end: ', 'group: Dump', 'end: '])
  })

  it('moves no cursor, rings no bell and turns no text around, no matter what an object is called', async () => {
    const { lines, reporter } = recorded()
    const name = 'a\u001b[31mb\u0007c\u009b2Jd\u202ee\u2066f\u0000g\u2028h'
    reporter.info(name)
    reporter.notice(name)
    reporter.warning(name)
    await reporter.group(name, async () => {})
    reporter.failLine(name)
    for (const line of lines.filter(each => each !== 'end: '))
      expect(line.replace(/^\w+: /, '')).toBe('a\ufffd[31mb\ufffdc\ufffd2Jd\ufffde\ufffdf\ufffdg\ufffdh')
    reporter.info('a\tb\nc')
    expect(lines.at(-1)).toBe('info: a\tb\nc')
  })

  it.each([
    '::error::x',
    '  ::set-output name=a::b',
    'ok\n::add-path::/tmp',
    'at ##[error]x',
    '\r::debug::x',
  ])('can not be made to give the runner a command by %j', text => {
    const line = workflowLine(text)
    expect(line).not.toMatch(/^\s*::/m)
    expect(line).not.toContain('##[')
    expect(line.replaceAll('\u200b', '')).toBe(text.replaceAll('\r', '\n'))
  })
})

describe('a failure', () => {
  it('is one line: what, what to do, and the code', () => {
    const { lines, reporter } = recorded()
    const message = 'db.example.com refused\nthe connection'
    reporter.fail(
      new BackupError({ kind: 'database', code: 'database-refused', message, hint: 'Check the port.' }),
    )
    expect(lines).toEqual([
      'failed: db.example.com refused the connection — Check the port. [database-refused]',
    ])
  })

  it('of the inputs has a line for each problem', () => {
    const { lines, reporter } = recorded()
    reporter.fail(
      inputError([
        { input: 'class', message: 'is wrong; write daily' },
        { input: 'mode', message: 'is wrong; write full' },
      ]),
    )
    expect(lines).toEqual([
      'failed: class: is wrong; write daily [input-invalid]',
      'failed: mode: is wrong; write full [input-invalid]',
    ])
  })

  it('that nobody foresaw is named a bug of ours, with its stack, its cause, and where to report it', () => {
    const { lines, reporter } = recorded([], {
      GITHUB_ACTION_REPOSITORY: 'org/pg-backup-action',
      GITHUB_SERVER_URL: 'https://github.example.com',
    })
    reporter.fail(new TypeError('x is undefined', { cause: new Error('deeper') }))
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('reporter.test.ts')
    expect(lines[0]).toContain('caused by Error: deeper')
    expect(lines[1]).toMatch(
      /^failed: TypeError: x is undefined — This is a bug of pg-backup-action, not of your workflow/,
    )
    expect(lines[1]).toContain('https://github.example.com/org/pg-backup-action/issues')
    expect(lines[1]).toMatch(/\[bug\]$/)
  })

  it('that is a bug shows no connection string, even one that was never registered as a secret', () => {
    const { lines, reporter } = recorded()
    reporter.fail(new Error('bad URL postgresql://app:other-secret@host/db'))
    expect(lines.join('\n')).not.toContain('other-secret')
  })

  it('that is not even an error is reported as well', () => {
    const { lines, reporter } = recorded()
    reporter.fail('thrown text')
    expect(lines[0]).toMatch(/^failed: thrown text — This is a bug/)
  })

  it('whose causes go round in a circle is reported and ends', () => {
    const { lines, reporter } = recorded()
    const error = new Error('round')
    error.cause = error
    reporter.fail(error)
    expect(lines).toHaveLength(2)
  })
})
