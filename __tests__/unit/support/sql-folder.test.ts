import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadFolder } from '../../support/sql-folder.ts'

async function statementsFor(major: number, refuse = ''): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sql-'))
  const asked: string[] = []
  const sql = async (database: string, text: string) => {
    asked.push(`${database}: ${text}`)
    if (refuse && text.includes(refuse)) throw new Error('syntax error')
    return []
  }
  try {
    for (const name of ['from-15', '20-rows', 'from-18', '10-tables'])
      await writeFile(join(folder, `${name}.sql`), name)
    await writeFile(join(folder, 'notes.md'), 'not SQL')
    await loadFolder({ major, sql }, 'a "b"', folder, { 'x.y': 2 })
    return asked
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a folder of SQL is run in order in a database made for it, without what the server is too old for', async () => {
  expect(await statementsFor(17)).toEqual([
    `postgres: CREATE DATABASE "a ""b""" TEMPLATE template0 ENCODING 'UTF8'`,
    'a "b": SET x.y = 2;\n10-tables',
    'a "b": SET x.y = 2;\n20-rows',
    'a "b": SET x.y = 2;\nfrom-15',
  ])
  expect(await statementsFor(18)).toContain('a "b": SET x.y = 2;\nfrom-18')
})

test('SQL that does not load is named with its file', async () => {
  await expect(statementsFor(15, '20-rows')).rejects.toThrow('20-rows.sql does not load on PostgreSQL 15')
})
