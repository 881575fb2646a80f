import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import { clientInputs } from './table/database.ts'
import { notifyInputs } from './table/notify.ts'
import { openingInputs } from './table/opening.ts'
import { destinationInputs, s3AccessInputs } from './table/storage.ts'
import { choiceInputs, readingInputs } from './table/verify.ts'

/** Every input of the verify action, once. */
const verifyInputs = {
  ...destinationInputs,
  ...choiceInputs,
  ...readingInputs,
  ...openingInputs,
  ...clientInputs,
  ...s3AccessInputs,
  ...notifyInputs,
}

export type VerifyInputName = keyof typeof verifyInputs
export type VerifyInputValues = ValuesOf<typeof verifyInputs>
export const VERIFY_INPUTS: InputTable<VerifyInputValues> = verifyInputs
export const VERIFY_INPUT_NAMES: readonly VerifyInputName[] = namesOf(verifyInputs)
