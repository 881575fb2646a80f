import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../../src')

/** What each folder may use when it runs (design §4: dependencies point inward). Types of ports may be named anywhere. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  backup: ['backup'],
  stream: ['stream', 'backup'],
  encryption: ['encryption', 'stream', 'backup'],
  storage: ['storage', 'stream', 'backup'],
  notify: ['notify', 'backup'],
  page: ['page', 'backup'],
  postgres: ['postgres', 'stream', 'backup'],
  operations: ['operations', 'postgres', 'stream', 'backup'],
  action: ['action', 'operations', 'postgres', 'storage', 'encryption', 'notify', 'page', 'stream', 'backup'],
}

interface Import {
  readonly file: string
  readonly target: string
  readonly typeOnly: boolean
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const imports = sources.flatMap((file): Import[] => {
  const text = readFileSync(join(SRC, file), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?[^;'"]*?from '([^']+)'/gm)
  return [...statements].map(([, type, target = '']) => ({ file, target, typeOnly: type !== undefined }))
})

function folderOf(path: string): string {
  return path.split('/')[0] ?? ''
}

describe('the house', () => {
  it('is read whole: every folder of src has a rule', () => {
    expect([...new Set(sources.map(folderOf))].toSorted()).toEqual(Object.keys(MAY_USE).toSorted())
    expect(imports.length).toBeGreaterThan(300)
  })

  it('has dependencies that point inward only', () => {
    const wrong = imports
      .filter(({ target, typeOnly }) => target.startsWith('.') && !typeOnly)
      .map(({ file, target }) => ({ file, used: relative(SRC, resolve(SRC, dirname(file), target)) }))
      .filter(({ file, used }) => !MAY_USE[folderOf(file)]?.includes(folderOf(used)))
      .map(({ file, used }) => `${file} uses ${used}`)
    expect(wrong).toEqual([])
  })

  it('lets only the action’s side know GitHub', () => {
    const wrong = imports.filter(
      ({ file, target }) => target.startsWith('@actions/') && folderOf(file) !== 'action',
    )
    expect(wrong).toEqual([])
  })

  it('keeps each cloud, cipher or chart library behind its port', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        (/^@(aws-sdk|smithy)\//.test(target) && !['storage', 'notify'].includes(folderOf(file))) ||
        (target === '@aws-sdk/client-s3' && folderOf(file) !== 'storage') ||
        (/^(@aws-sdk\/client-sesv2|nodemailer)$/.test(target) && folderOf(file) !== 'notify') ||
        (target === 'age-encryption' && folderOf(file) !== 'encryption') ||
        (/^echarts(\/|$)/.test(target) && folderOf(file) !== 'page') ||
        (target === 'pg' && folderOf(file) !== 'postgres'),
    )
    expect(wrong).toEqual([])
  })

  it('opens every session of ours in one place, which settles whose names it finds and whom it shows a password', () => {
    const using = (pattern: RegExp): string[] =>
      sources.filter(name => pattern.test(readFileSync(join(SRC, name), 'utf8'))).toSorted()
    expect(using(/\bnew (?:pg\.)?(?:Client|Pool|Connection)\(/)).toEqual(['postgres/probe/connect.ts'])
    expect(using(/\bconnectTo\(\s*(?:connection|\{)/)).toEqual([
      ...['postgres/probe/connect.ts', 'postgres/probe/session.ts', 'postgres/stall/look.ts'],
    ])
    expect(using(/\bopenSession\(/)).toEqual(['postgres/probe/in-session.ts', 'postgres/probe/session.ts'])
  })

  it('has no drawers, and no file with two jobs', () => {
    expect(sources.filter(name => /(^|\/)(utils?|helpers?|misc|common|types)\.ts$/.test(name))).toEqual([])
    const long = sources.filter(name => readFileSync(join(SRC, name), 'utf8').split('\n').length > 201)
    expect(long).toEqual([])
  })
})
