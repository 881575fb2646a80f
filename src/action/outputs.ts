import * as core from '@actions/core'
import { withoutSecrets } from './mask.ts'

/** Every output of a sub-action, once: its action.yml and the README are generated from here. */
export type Outputs<Report> = Readonly<Record<string, Output<Report>>>

export interface Output<Report> {
  readonly description: string
  /** It holds messages, from which secrets are taken out. A key or a hash must stay as it is, no matter what a secret is. */
  readonly words?: true
  read(report: Report): string | number
}

/**
 * The longest that an output is: Linux takes 128 KiB for a variable with its name, by which a later step is given it. Bytes in
 * UTF-8.
 */
export const LONGEST_OUTPUT = 100_000

/** Hands the results over to later steps. None is longer than LONGEST_OUTPUT: a list of lines is cut, JSON is left out. */
export function setOutputs<Report>(
  outputs: Outputs<Report>,
  report: Report,
  secrets: readonly string[],
  set: (name: string, value: string | number) => void = core.setOutput,
): void {
  for (const [name, output] of Object.entries(outputs)) {
    const read = output.read(report)
    const value =
      output.words && typeof read === 'string' ? withoutSecrets(read, secrets.flatMap(inJson)) : read
    set(name, typeof value === 'number' || fits(value) ? value : shortened(value))
  }
}

/** The same outputs, read from something that their values are made of. */
export function mapOutputs<Report, Values>(
  outputs: Outputs<Values>,
  valuesOf: (report: Report) => Values,
): Outputs<Report> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [
      name,
      { ...output, read: (report: Report) => output.read(valuesOf(report)) },
    ]),
  )
}

/** A secret as it is, and as JSON has it. */
function inJson(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1)]
}

/** Whether a text can be handed over whole. */
export function fits(text: string): boolean {
  return Buffer.byteLength(text) <= LONGEST_OUTPUT
}

/** A list as JSON, of so many entries as fit. */
export function fittingList(entries: Iterable<object>): string {
  const taken: string[] = []
  let bytes = 2
  for (const each of entries) {
    const entry = JSON.stringify(each)
    bytes += Buffer.byteLength(entry) + 1
    if (bytes > LONGEST_OUTPUT) break
    taken.push(entry)
  }
  return `[${taken.join(',')}]`
}

/** The first lines of a list; nothing of what is no list. */
function shortened(text: string): string {
  if (/^[[{]/.test(text)) return ''
  const lines: string[] = []
  let bytes = 0
  for (const line of text.split('\n')) {
    bytes += Buffer.byteLength(line) + 1
    if (bytes > LONGEST_OUTPUT) break
    lines.push(line)
  }
  return lines.join('\n')
}
