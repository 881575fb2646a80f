import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeReport } from '../../../src/report/files.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { runReport } from '../../support/run-report.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the files of a report', () => {
  it('may be read by nobody else on the machine', async () => {
    const report = await runReport(folderStore(folder))
    const { json, page } = await writeReport(report, join(folder, 'report'))
    for (const path of [json, page]) expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('are refused, and not waited for, where no folder can be made', async () => {
    const report = await runReport(folderStore(folder))
    await expect(writeReport(report, '/proc/nowhere/report')).rejects.toMatchObject({
      code: 'report-not-written',
    })
  })
})
