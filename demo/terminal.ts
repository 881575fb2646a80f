import { appendFileSync } from 'node:fs'
import { styleText } from 'node:util'
import type { LogLine } from '../__tests__/support/action-runner.ts'

type Style = Parameters<typeof styleText>[0]

/** The demo's output: plain where it is no terminal or NO_COLOR is set. All that it says also goes to a file. */
export class Terminal {
  readonly #file: string
  readonly #started = performance.now()
  #chapter = 0
  #inGroup = false

  constructor(file: string) {
    this.#file = file
  }

  title(text: string): void {
    this.#print(`\n${text}`, 'bold')
  }

  chapter(text: string): void {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(0)
    this.#print(`\n${++this.#chapter}. ${text}`, 'bold', `   ${seconds} s`)
  }

  heading(text: string): void {
    this.#print(indent(`\n${text}`, '', '   '), 'bold')
  }

  say(text: string): void {
    this.#print(indent(text, '   '))
  }

  good(text: string): void {
    this.#print(`   ✓ ${text}`, 'green')
  }

  bad(text: string): void {
    this.#print(`   ✗ ${text}`, 'red')
  }

  aside(text: string): void {
    this.#print(indent(text, '   '), 'dim')
  }

  command(text: string): void {
    this.#print(indent(text, '   $ ', '     '), 'cyan')
  }

  /** Text that is somebody else's: a step, a summary. */
  quote(text: string): void {
    for (const line of text.trimEnd().split('\n')) this.#print(`   │ ${line}`)
  }

  /** A line of a step's log, groups open and indented. */
  logLine({ kind, text }: LogLine): void {
    if (kind === 'debug') return
    if (kind === 'endgroup') {
      this.#inGroup = false
      return
    }
    const shift = this.#inGroup && kind !== 'group' ? '   │   ' : '   │ '
    if (kind === 'group') {
      this.#inGroup = true
      this.#print(`${shift}▾ ${text}`, 'bold')
    } else if (kind === 'error') this.#print(indent(`Error: ${text}`, shift), 'red')
    else if (kind === 'warning') this.#print(indent(`Warning: ${text}`, shift), 'yellow')
    else if (kind === 'notice') this.#print(indent(`Notice: ${text}`, shift), 'cyan')
    else this.#print(shift + text)
  }

  #print(text: string, style?: Style, aside = ''): void {
    const shown = style === undefined ? text : styleText(style, text, { stream: process.stdout })
    const beside = aside && styleText('dim', aside, { stream: process.stdout })
    process.stdout.write(`${shown}${beside}\n`)
    appendFileSync(this.#file, `${text}${aside}\n`)
  }
}

function indent(text: string, first: string, then = first): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : then) + line)
    .join('\n')
}

/** Bytes for people: `8.6 MB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}

/** Rows of two columns, aligned. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}
