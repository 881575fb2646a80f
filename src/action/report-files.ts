import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BackupError, messageOf } from '../backup/errors.ts'
import { type ReportData, serializeReport } from '../backup/reporting/report-data.ts'

/** Where a report was written. */
export interface ReportFiles {
  readonly folder: string
  readonly json: string
}

/**
 * Writes a report into a folder, which is made where it is missing; an earlier report in it is replaced.
 * @throws BackupError `report-not-written`
 */
export async function writeReport(report: ReportData, path: string): Promise<ReportFiles> {
  const folder = resolve(path)
  const json = join(folder, 'report.json')
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(json, serializeReport(report))
  } catch (cause) {
    throw new BackupError(
      {
        kind: 'environment',
        code: 'report-not-written',
        message: `The report could not be written to ${folder}: ${messageOf(cause)}.`,
        hint: 'Give a folder that can be written to as report-path, on a disk that is not full.',
      },
      cause,
    )
  }
  return { folder, json }
}
