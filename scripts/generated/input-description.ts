import type { InputRow } from '../../src/action/inputs/row.ts'

/** An input's description with what its row knows besides: the choices, and what is done without it. */
export function inputDescription({ description, otherwise, values }: InputRow<unknown>): string {
  const choices = values ? ` One of ${values.map(value => `\`${value}\``).join(', ')}.` : ''
  const standard = otherwise === undefined ? '' : ` Default: ${otherwise}.`
  return description + choices + standard
}
