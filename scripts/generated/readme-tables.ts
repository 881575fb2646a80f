import type { InputRow } from '../../src/action/inputs/row.ts'
import { notifyInputs } from '../../src/action/inputs/table/notify.ts'
import { between } from './generated-file.ts'
import { BACKUP, CHECK, type DocumentedVerb, DRILL, FLEET, PRUNE, REPORT, RESTORE, VERIFY } from './verbs.ts'

/**
 * The README's tables of inputs and outputs: those of backup without a prefix, others by their verb. What every verb takes to
 * notify somebody has a table of its own.
 */
export function readmeTables(page: string): string {
  return [
    ['inputs', inputs(BACKUP)] as const,
    ['outputs', outputs(BACKUP)] as const,
    ['restore-inputs', inputs(RESTORE)] as const,
    ['restore-outputs', outputs(RESTORE)] as const,
    ['verify-inputs', inputs(VERIFY)] as const,
    ['verify-outputs', outputs(VERIFY)] as const,
    ['drill-inputs', inputs(DRILL)] as const,
    ['drill-outputs', outputs(DRILL)] as const,
    ['prune-inputs', inputs(PRUNE)] as const,
    ['prune-outputs', outputs(PRUNE)] as const,
    ['report-inputs', inputs(REPORT)] as const,
    ['report-outputs', outputs(REPORT)] as const,
    ['check-inputs', inputs(CHECK)] as const,
    ['check-outputs', outputs(CHECK)] as const,
    ['fleet-inputs', inputs(FLEET)] as const,
    ['fleet-outputs', outputs(FLEET)] as const,
    ['notify-inputs', inputTable(notifyInputs)] as const,
  ].reduce((text, [name, table]) => between(text, name, table), page)
}

function inputs(documented: DocumentedVerb): string {
  const own = Object.entries(documented.inputs).filter(([name]) => !(name in notifyInputs))
  return inputTable(Object.fromEntries(own))
}

function inputTable(table: Readonly<Record<string, InputRow<unknown>>>): string {
  const rows = Object.entries(table).map(([name, row]) => {
    const { default: standard, description, defaultDescription, required, values } = row
    const choices = values ? ` One of ${values.map(value => `\`${value}\``).join(', ')}.` : ''
    const without = required
      ? '**required**'
      : standard === undefined
        ? (defaultDescription ?? '')
        : `\`${standard}\``
    return [`\`${name}\``, description + choices, without]
  })
  return markdownTable(['Input', 'What it says', 'Default'], rows)
}

function outputs(documented: DocumentedVerb): string {
  const rows = Object.entries(documented.outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ])
  return markdownTable(['Output', 'What it holds'], rows)
}

function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
