import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve, sep } from 'node:path'
import type { Cancel } from './action-runner-cancel.ts'
import { jobEnvironment, type RunnerFolders, runnerFolders } from './action-runner-environment.ts'
import { inputEnvironment, installAction } from './action-runner-install.ts'
import { type LogLine, Masks } from './action-runner-log.ts'
import { type RunnerFile, runStage, type StageResult } from './action-runner-stage.ts'

export { type Cancel, KILLED, RUNNER_CANCELS } from './action-runner-cancel.ts'
export type { Annotation, LogLine } from './action-runner-log.ts'
export type { StageResult } from './action-runner-stage.ts'

export interface Step {
  /** The repository that holds the action, and the folder of its action.yml in it. */
  readonly repository: string
  readonly action?: string
  /** The step's `with:` and `env:`. */
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Values of `secrets.…`: masked from the first line on. */
  readonly secrets?: readonly string[]
  readonly cancel?: Cancel
  /** Called with each line, of main and then of post, as it comes. */
  readonly onLine?: (line: LogLine, stage: 'main' | 'post') => void
  /** Also records every process that main and post start. Linux only; costs a few percent of a core. */
  readonly watchProcesses?: boolean
  /** Files of the runner whose disk is full while main runs. Linux only. */
  readonly full?: readonly RunnerFile[]
}

/** What `main` did, and `post`, which runs no matter what became of `main`. */
export interface StepResult extends StageResult {
  readonly post: StageResult | undefined
  /** The runner's own remarks on the step's inputs. */
  readonly warnings: readonly string[]
  /** Every value that was to be masked. */
  readonly masks: readonly string[]
  /** Paths below RUNNER_TEMP that the step left. */
  readonly leftInTemp: readonly string[]
}

/**
 * A machine that runs one job's steps as actions/runner 2.336 does: the action's committed files only, a clean environment,
 * fresh files for each stage. Dispose of it to remove its folder.
 */
export class ActionRunner implements Disposable {
  readonly root: string
  readonly folders: RunnerFolders
  readonly #masks = new Masks()
  #env: Record<string, string>

  /** `toolCache`: an existing RUNNER_TOOL_CACHE, e.g. of another runner; otherwise an empty one of its own. */
  constructor({ toolCache }: { readonly toolCache?: string } = {}) {
    this.root = mkdtempSync(join(realpathSync(tmpdir()), 'runner-'))
    const folders = runnerFolders(this.root)
    this.folders = toolCache === undefined ? folders : { ...folders, toolCache }
    for (const folder of Object.values(this.folders)) mkdirSync(folder, { recursive: true })
    this.#env = jobEnvironment(this.root, this.folders)
    const event = this.#env['GITHUB_EVENT_PATH'] ?? ''
    mkdirSync(dirname(event), { recursive: true })
    writeFileSync(
      event,
      JSON.stringify({ ref: 'refs/heads/main', repository: { full_name: 'octo-org/shop' } }),
    )
  }

  async run(step: Step): Promise<StepResult> {
    const { folder, metadata } = installAction(step.repository, step.action ?? '.', this.folders.actions)
    for (const secret of step.secrets ?? []) this.#masks.add(secret)
    const inputs = inputEnvironment(metadata, step.with ?? {}, expression => this.#evaluate(expression))
    const { onLine = () => {} } = step
    const stage = async (
      name: 'main' | 'post',
      script: string,
      state: StageResult['state'],
    ): Promise<StageResult> => {
      const saved = Object.entries(state).map(([key, value]) => [`STATE_${key}`, value] as const)
      const result = await runStage({
        // This process's own Node, as the runner has its Node 24.
        command: [process.execPath, resolve(folder, script)],
        env: { ...this.#env, ...step.env, ...Object.fromEntries(saved), ...inputs.env },
        cwd: this.folders.workspace,
        fileCommands: this.folders.fileCommands,
        masks: this.#masks,
        onLine: line => onLine(line, name),
        cancel: name === 'main' ? step.cancel : undefined,
        watchProcesses: step.watchProcesses ?? false,
        full: name === 'main' ? (step.full ?? []) : [],
      })
      const path = [...result.path].reverse().concat(this.#env['PATH'] ?? '')
      this.#env = { ...this.#env, ...result.env, PATH: path.join(delimiter) }
      return result
    }
    const main = await stage('main', metadata.runs.main, {})
    const post = metadata.runs.post ? await stage('post', metadata.runs.post, main.state) : undefined
    return {
      ...main,
      post,
      warnings: inputs.warnings,
      masks: [...this.#masks.values],
      leftInTemp: this.#leftInTemp(),
    }
  }

  /** What a default in action.yml may refer to: the github and runner contexts, here as in the environment. */
  #evaluate(expression: string): string {
    const [, context, name] = /^(github|runner)\.(\w+)$/.exec(expression) ?? []
    if (!context || !name) throw new Error(`\${{ ${expression} }} cannot be evaluated here`)
    return this.#env[`${context}_${name}`.toUpperCase()] ?? ''
  }

  #leftInTemp(): string[] {
    const own = ['_runner_file_commands', '_github_workflow']
    const all = readdirSync(this.folders.temp, { recursive: true, encoding: 'utf8' })
    return all.filter(path => !own.includes(path.split(sep)[0] ?? '')).sort()
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
