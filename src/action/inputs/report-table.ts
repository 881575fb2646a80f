import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import { notifyInputs } from './table/notify.ts'
import { reportInputs } from './table/report.ts'
import { destinationInputs, s3AccessInputs } from './table/storage.ts'

/** Every input of the report action, once. */
const inputs = {
  ...destinationInputs,
  ...reportInputs,
  ...s3AccessInputs,
  ...notifyInputs,
}

export type ReportInputName = keyof typeof inputs
export type ReportInputValues = ValuesOf<typeof inputs>
export const REPORT_INPUTS: InputTable<ReportInputValues> = inputs
export const REPORT_INPUT_NAMES: readonly ReportInputName[] = namesOf(inputs)
