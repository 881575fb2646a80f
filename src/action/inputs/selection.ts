import type { Selection } from '../../postgres/dump-choices.ts'
import { withoutManaged } from '../../presets/preset.ts'
import type { Reading } from './reading.ts'
import type { ValuesOf } from './row.ts'
import type { dumpInputs } from './table/dump.ts'

type SelectionValues = Pick<
  ValuesOf<typeof dumpInputs>,
  'tables' | 'exclude-tables' | 'schemas' | 'exclude-schemas' | 'preset'
>

/** Which part of the database is backed up. */
export function selectionOf(
  { value }: Reading<SelectionValues>,
  excludeTableData: readonly string[] = [],
): Selection {
  const preset = value('preset')
  const selection = {
    tables: value('tables'),
    excludeTables: value('exclude-tables'),
    schemas: value('schemas'),
    excludeSchemas: value('exclude-schemas'),
    excludeTableData,
  }
  return preset === 'none' ? selection : withoutManaged(selection, preset)
}
