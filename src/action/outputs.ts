import * as core from '@actions/core'

/** Every output of a sub-action, once: its action.yml and the README are generated from here. */
export type Outputs<Report> = Readonly<
  Record<string, { readonly description: string; read(report: Report): string | number }>
>

/** Hands the results over to later steps. */
export function setOutputs<Report>(
  outputs: Outputs<Report>,
  report: Report,
  set: (name: string, value: string | number) => void = core.setOutput,
): void {
  for (const [name, output] of Object.entries(outputs)) set(name, output.read(report))
}
