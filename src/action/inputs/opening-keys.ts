import type { Keys } from '../../encryption/opening.ts'
import type { Reading } from './reading.ts'
import type { ValuesOf } from './row.ts'
import type { openingInputs } from './table/opening.ts'

/** What opens a backup. */
export function openingKeys({ value }: Reading<ValuesOf<typeof openingInputs>>): Keys {
  return { identities: value('age-identity'), passphrase: value('passphrase') }
}
