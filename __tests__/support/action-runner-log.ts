import type { Readable } from 'node:stream'
import { type Command, parseCommand } from './action-runner-commands.ts'

export interface Annotation {
  readonly level: 'notice' | 'warning' | 'error'
  readonly message: string
  /** title, file, line, … */
  readonly properties: Readonly<Record<string, string>>
}

export interface LogLine {
  readonly kind: 'text' | 'group' | 'endgroup' | 'debug' | Annotation['level']
  /** As the user sees it: masked. */
  readonly text: string
}

/** The values that the log never shows: the workflow's secrets, and what steps add. One per job. */
export class Masks {
  readonly #hidden = new Set<string>()
  readonly values = new Set<string>()

  add(value: string): void {
    if (!value.trim()) return
    this.values.add(value)
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (!part.trim()) continue
      this.#hidden.add(part)
      this.#hidden.add(encodeURIComponent(part))
      this.#hidden.add(JSON.stringify(part).slice(1, -1))
      this.#hidden.add(Buffer.from(part).toString('base64'))
    }
  }

  hide(text: string): string {
    const longestFirst = [...this.#hidden].sort((a, b) => b.length - a.length)
    return longestFirst.reduce((kept, value) => kept.replaceAll(value, '***'), text)
  }
}

/** Reads one stage's stdout and stderr as the runner does. */
export class StageLog {
  readonly #masks: Masks
  readonly #onLine: (line: LogLine) => void
  readonly raw: string[] = []
  readonly masked: string[] = []
  readonly annotations: Annotation[] = []
  readonly outputs: Record<string, string> = {}
  readonly state: Record<string, string> = {}
  #resumeToken: string | undefined

  constructor(masks: Masks, onLine: (line: LogLine) => void) {
    this.#masks = masks
    this.#onLine = onLine
  }

  /** Reads a stream to its end, line by line. */
  async follow(stream: Readable): Promise<void> {
    let kept = ''
    stream.setEncoding('utf8')
    for await (const text of stream) {
      const lines = (kept + String(text)).split('\n')
      kept = lines.pop() ?? ''
      for (const line of lines) this.read(line.replace(/\r$/, ''))
    }
    if (kept) this.read(kept)
  }

  read(line: string): void {
    const command = parseCommand(line, this.#resumeToken)
    // The only line that may hold a secret: the runner swallows it, and so it is not in the raw log either.
    if (command?.name !== 'add-mask' || this.#resumeToken) this.raw.push(line)
    if (this.#resumeToken !== undefined) {
      if (command && command.name === this.#resumeToken.toLowerCase()) this.#resumeToken = undefined
      this.#show('text', line)
    } else if (command) this.#carryOut(command, line)
    else this.#show('text', line)
  }

  #carryOut({ name, data, properties }: Command, line: string): void {
    switch (name) {
      case 'add-mask':
        this.#masks.add(data)
        break
      case 'stop-commands':
        this.#resumeToken = data
        this.#show('text', line)
        break
      case 'set-output':
        this.outputs[properties['name'] ?? ''] = data
        break
      case 'save-state':
        this.state[properties['name'] ?? ''] = data
        break
      case 'notice':
      case 'warning':
      case 'error':
        this.annotate(name, data, properties)
        break
      case 'group':
      case 'endgroup':
      case 'debug':
        this.#show(name, data)
        break
      case 'set-env':
      case 'add-path':
        this.annotate('error', `The \`${name}\` command is disabled.`)
    }
  }

  annotate(
    level: Annotation['level'],
    message: string,
    properties: Readonly<Record<string, string>> = {},
  ): void {
    this.annotations.push({ level, message: this.#masks.hide(message), properties })
    this.#show(level, message)
  }

  #show(kind: LogLine['kind'], text: string): void {
    const line = { kind, text: this.#masks.hide(text) }
    this.masked.push(kind === 'text' ? line.text : `##[${kind}]${line.text}`)
    this.#onLine(line)
  }
}
