import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { availableMajors } from '../support/postgres-binaries.ts'

const ROOT = resolve(import.meta.dirname, '../..')

test('the demo goes from a backup to a restore into staging, and ends with the page and where it is', async ctx => {
  if (availableMajors().length === 0) return ctx.skip('no embedded PostgreSQL for this platform')
  const demo = spawn(process.execPath, ['demo/demo.ts'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const [told, complained] = await Promise.all([text(demo.stdout), text(demo.stderr), once(demo, 'close')])
  const [, page = ''] = /The page, to be opened in a browser: (\S+)/.exec(told) ?? []
  try {
    expect(demo.exitCode, told + complained).toBe(0)
    expect(told).toContain('tables in staging have as many rows as production had before the disaster')
    expect(told).toContain('every address is masked')
    expect(existsSync(page), told).toBe(true)
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i)
    expect(told.trimEnd().split('\n').at(-1)).toContain(dirname(dirname(page)))
  } finally {
    if (page) rmSync(dirname(dirname(page)), { recursive: true, force: true })
  }
})
