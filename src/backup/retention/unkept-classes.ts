import { BACKUP_CLASSES } from '../choices.ts'
import type { Rules } from './policy.ts'
import type { Entry, Mistake } from './yaml-tree.ts'

/**
 * Classes that nothing keeps: `none`, and no keep rule is there, or none that counts them. restic refuses to apply an
 * empty policy likewise.
 * @param entries where the rules were written
 * @param line of all of them, for what was written elsewhere
 */
export function unkeptClasses(
  { classes, counts, within }: Rules,
  entries: readonly Entry[],
  line: number,
): Mistake[] {
  const written = entries.find(({ name }) => name === 'classes')?.value
  // One that cannot be read is told of itself.
  const keepsAny = counts.length + within.length > 0 || entries.some(isKeepRule)
  return BACKUP_CLASSES.filter(each => classes[each] === 'none').flatMap((each): Mistake[] => {
    const own = written?.kind === 'map' ? written.entries.find(({ name }) => name === each) : undefined
    const at = own?.line ?? line
    if (each === 'pre-restore')
      return [
        { line: at, message: 'pre-restore: keep rules do not count these backups; write a time such as 30d' },
      ]
    if (keepsAny) return []
    return [
      {
        line: at,
        message: `${each}: none, and no keep rule keeps these backups; write one, or a time such as 30d`,
      },
    ]
  })
}

function isKeepRule({ name, value }: Entry): boolean {
  return name.startsWith('keep-') && value.kind === 'text' && value.text !== 'none'
}
