import type { Mode } from '../../postgres/dump-choices.ts'
import type { RestoreSelection } from './restore-choices.ts'

/** What a backup must have for this to be restored of it. */
export function wantedMode(selection: RestoreSelection): Mode {
  switch (selection.kind) {
    case 'all':
      return selection.mode
    case 'tables':
      return selection.definitions ? 'full' : 'data'
    case 'list':
      return 'full'
  }
}
