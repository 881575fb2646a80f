import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BackupError, defineError, messageOf } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import { makeFolder } from '../storage/folder/made-folders.ts'
import { type ReportData, serializeReport } from './data/report-data.ts'

/** Where a report was written. */
export interface ReportFiles {
  readonly folder: string
  readonly json: string
  /** The page, which needs nothing beside it. */
  readonly page: string
}

const REPORT_NOT_WRITTEN = defineError({
  topic: 'reports',
  code: 'report-not-written',
  kind: 'environment',
  meaning: 'The report could not be written to its folder.',
  fix: 'Give a folder that can be written to as report-path, on a disk that is not full.',
})

/**
 * Writes a report into a folder, which is made where it is missing; an earlier report in it is replaced.
 * @throws BackupError `report-not-written`
 */
export async function writeReport(report: ReportData, path: string): Promise<ReportFiles> {
  // Only here: charts take as long to load as everything else of a short step. Eager, since a bundle of several files
  // would list the licenses of the last one alone.
  const { renderPage } = await import(/* webpackMode: "eager" */ './page/page.ts')
  const html = renderPage(report)
  const folder = resolve(path)
  const json = join(folder, 'report.json')
  const page = join(folder, 'index.html')
  try {
    await makeFolder(folder)
    // Names of tables and sizes are nobody else's business: a file that is there already keeps its own mode.
    await writeFile(json, serializeReport(report), { mode: 0o600 })
    await writeFile(page, html, { mode: 0o600 })
  } catch (cause) {
    throw new BackupError(
      {
        ...REPORT_NOT_WRITTEN,
        message: sentence(`The report could not be written to ${folder}: ${messageOf(cause)}`),
      },
      cause,
    )
  }
  return { folder, json, page }
}
