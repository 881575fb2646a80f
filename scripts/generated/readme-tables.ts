import { between } from './generated-file.ts'
import { BACKUP, type DocumentedVerb, DRILL, RESTORE, VERIFY } from './verbs.ts'

/** The README's tables of inputs and outputs: those of backup without a prefix, others by their verb. */
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
  ].reduce((text, [name, table]) => between(text, name, table), page)
}

function inputs(documented: DocumentedVerb): string {
  const rows = Object.entries(documented.inputs).map(([name, row]) => {
    const { default: standard, description, otherwise, required, values } = row
    const choices = values ? ` One of ${values.map(value => `\`${value}\``).join(', ')}.` : ''
    const without = required ? '**required**' : standard === undefined ? (otherwise ?? '') : `\`${standard}\``
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
