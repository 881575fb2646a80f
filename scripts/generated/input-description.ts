import type { InputRow } from '../../src/action/inputs/row.ts'

/** An input's description with what its row knows besides: the choices, and what is done without it. */
export function inputDescription({ description, defaultDescription, values }: InputRow<unknown>): string {
  const choices = values ? ` One of ${values.map(value => `\`${value}\``).join(', ')}.` : ''
  const standard = defaultDescription === undefined ? '' : ` Default: ${defaultDescription}.`
  return description + choices + standard
}
