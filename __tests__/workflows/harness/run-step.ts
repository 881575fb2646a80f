import { resolve } from 'node:path'
import type { Cancel } from '../../support/action-runner-cancel.ts'
import { inputEnvironment, installAction } from '../../support/action-runner-install.ts'
import { StageLog } from '../../support/action-runner-log.ts'
import type { StageResult } from '../../support/action-runner-stage.ts'
import { evaluate, type Scope } from './expression.ts'
import { type FoundAction, findAction } from './find-action.ts'
import type { Machine } from './machine.ts'
import type { RunOptions, Stub } from './options.ts'
import { scriptCommand } from './script-command.ts'
import type { StepOutcome } from './step-outcome.ts'
import { asText, asTexts } from './tokens.ts'

export interface StepOnMachine {
  readonly machine: Machine
  readonly options: RunOptions
  /** The folder of the repository that the workflow file stands in. */
  readonly repository: string
  readonly scope: Scope
  readonly env: Readonly<Record<string, string>>
  readonly cancel: Cancel
  /** Takes what is to be done when the job's steps are over. */
  readonly later: (post: () => Promise<StepOutcome>) => void
}

/** Runs a `run:`. */
export async function runScript(
  step: StepOnMachine,
  script: string,
  { shell, folder }: { readonly shell: string; readonly folder: string },
): Promise<StepOutcome> {
  const { machine, env, cancel } = step
  const command = scriptCommand(script, shell, machine.folders.temp)
  const cwd = resolve(machine.folders.workspace, folder)
  return machine.run({ command, env, cwd, cancel })
}

/** Runs what `uses:` names: our own action from its files, anything else by its stand-in. */
export async function runAction(
  step: StepOnMachine,
  uses: string,
  given: Readonly<Record<string, string>>,
): Promise<StepOutcome> {
  const places = { repository: step.repository, workspace: step.machine.folders.workspace }
  const found = findAction(uses, places, step.options)
  return found.kind === 'stub' ? runStub(step, uses, given, found.stub) : runFiles(step, given, found)
}

async function runFiles(
  { machine, scope, env, cancel, later }: StepOnMachine,
  given: Readonly<Record<string, string>>,
  { repository, action, from, ref }: Extract<FoundAction, { kind: 'files' }>,
): Promise<StepOutcome> {
  const { folder, metadata } = installAction(repository, action, machine.folders.actions)
  const inputs = inputEnvironment(metadata, given, expression => asText(evaluate(expression, scope)))
  const stage = (script: string, state: StageResult['state'], cancelledBy: Cancel | undefined) =>
    machine.run({
      command: [process.execPath, resolve(folder, script)],
      env,
      runnerEnv: {
        GITHUB_ACTION_REPOSITORY: from,
        GITHUB_ACTION_REF: ref,
        ...Object.fromEntries(Object.entries(state).map(([key, value]) => [`STATE_${key}`, value])),
        ...inputs.env,
      },
      cancel: cancelledBy,
    })
  const warned = inputs.warnings.map(message => ({ level: 'warning' as const, message, properties: {} }))
  const main = await stage(metadata.runs.main, {}, cancel)
  const { post } = metadata.runs
  if (post !== undefined) later(() => stage(post, main.state, undefined))
  return { ...main, annotations: [...warned, ...main.annotations] }
}

async function runStub(
  { machine, scope, env, later }: StepOnMachine,
  uses: string,
  given: Readonly<Record<string, string>>,
  stub: Stub,
): Promise<StepOutcome> {
  const log = new StageLog(machine.masks, line => machine.publish(line))
  const { workspace, temp } = machine.folders
  const { contexts } = scope
  const say = (line: string): void => log.read(line)
  const result = (await stub({ uses, with: given, env, contexts, workspace, temp, say })) ?? {}
  machine.keep(result.env ?? {}, result.path ?? [])
  const { post } = result
  if (post) {
    later(async () => {
      const postLog = new StageLog(machine.masks, line => machine.publish(line))
      await post(line => postLog.read(line))
      return outcomeOf(postLog, { conclusion: 'success', outputs: {}, summary: '' })
    })
  }
  return outcomeOf(log, {
    conclusion: result.conclusion ?? 'success',
    outputs: { ...log.outputs, ...asTexts(result.outputs ?? {}) },
    summary: machine.masks.hide(result.summary ?? ''),
  })
}

function outcomeOf(
  log: StageLog,
  rest: Pick<StepOutcome, 'conclusion' | 'outputs' | 'summary'>,
): StepOutcome {
  const { annotations, raw, masked } = log
  return { ...rest, annotations, log: { raw: raw.join('\n'), masked: masked.join('\n') } }
}
