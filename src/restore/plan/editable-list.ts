import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { RestorePlan } from './restore-plan.ts'

/** The plan as a list that can be edited and given back: what is skipped stands in it too, commented out, with its reason. */
export function editableList({ load, skip }: Pick<RestorePlan, 'load' | 'skip'>): string {
  return [...load.map(line), ...skip.map(({ entry, why }) => `;${line(entry)} (${oneLine(why)})`), ''].join(
    '\n',
  )
}

function line({ id, kind, name, owner, schema }: TocEntry): string {
  return oneLine(`${id}; ${kind} ${schema} ${name} ${owner}`).trimEnd()
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ')
}
