import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { Cancel } from '../../support/action-runner-cancel.ts'
import { jobEnvironment, runnerFolders } from '../../support/action-runner-environment.ts'
import { type LogLine, Masks } from '../../support/action-runner-log.ts'
import { runStage, type StageOptions, type StageResult } from '../../support/action-runner-stage.ts'
import { githubEnvironment } from './github-context.ts'
import type { Runner } from './options.ts'
import type { JsonObject } from './tokens.ts'

export interface MachineStage {
  readonly command: StageOptions['command']
  /** The step's own. */
  readonly env: Readonly<Record<string, string>>
  /** What the runner sets for this stage, over everything else. */
  readonly runnerEnv?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly cancel: Cancel | undefined
}

/** The machine of one job: its folders, masks, and what its steps leave in the environment of those after them. */
export class Machine implements Disposable {
  readonly root = mkdtempSync(join(realpathSync(tmpdir()), 'job-'))
  readonly folders
  readonly masks = new Masks()
  readonly #own: Readonly<Record<string, string>>
  readonly #onLine: (line: LogLine) => void
  /** The workflow's and the job's `env:`, and what steps wrote to GITHUB_ENV. */
  env: Readonly<Record<string, string>> = {}
  github: JsonObject
  #path: readonly string[] = []

  constructor(runner: Runner, github: JsonObject, onLine: (line: LogLine) => void) {
    const folders = runnerFolders(this.root)
    this.folders = runner.toolCache === undefined ? folders : { ...folders, toolCache: runner.toolCache }
    this.#onLine = onLine
    this.#own = { ...jobEnvironment(this.root, this.folders), ...runner.env }
    const eventPath = this.#own['GITHUB_EVENT_PATH'] ?? ''
    this.github = { ...github, workspace: this.folders.workspace, event_path: eventPath }
    for (const folder of [...Object.values(this.folders), dirname(eventPath)])
      mkdirSync(folder, { recursive: true })
    writeFileSync(eventPath, JSON.stringify(github['event'] ?? {}))
  }

  /** The `runner` context. */
  get runner(): JsonObject {
    const named = (name: string): string => this.#own[`RUNNER_${name}`] ?? ''
    const { temp, toolCache: tool_cache } = this.folders
    const environment = named('ENVIRONMENT')
    return { os: named('OS'), arch: named('ARCH'), name: named('NAME'), environment, temp, tool_cache }
  }

  async run({ command, env, runnerEnv = {}, cwd, cancel }: MachineStage): Promise<StageResult> {
    const before = { ...this.#own, ...this.env, ...env }
    const result = await runStage({
      command,
      env: {
        ...before,
        ...this.#ofTheRunner(),
        ...githubEnvironment(this.github),
        ...runnerEnv,
        PATH: [...this.#path, before['PATH'] ?? ''].join(delimiter),
      },
      cwd: cwd ?? this.folders.workspace,
      fileCommands: this.folders.fileCommands,
      masks: this.masks,
      onLine: this.#onLine,
      cancel,
      watchProcesses: false,
      full: [],
    })
    this.keep(result.env, result.path)
    return result
  }

  /** Keeps what a step exported for those after it. */
  keep(env: Readonly<Record<string, string>>, path: readonly string[]): void {
    const { NODE_OPTIONS: _refused, ...allowed } = env
    this.env = { ...this.env, ...allowed }
    this.#path = [...[...path].reverse(), ...this.#path]
  }

  publish(line: LogLine): void {
    this.#onLine(line)
  }

  #ofTheRunner(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.#own).filter(([name]) => name.startsWith('RUNNER_')))
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
