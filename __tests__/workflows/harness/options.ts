import type { LogLine, StageLog } from '../../support/action-runner-log.ts'
import type { Json, JsonObject } from './tokens.ts'

export interface RunOptions {
  /** The folder of the repository that the run belongs to, and the workflow's path in it. */
  readonly repository: string
  readonly file: string
  /** What starts it: `push`, `schedule`, `workflow_dispatch`, … or `workflow_call`, as if another workflow called it. */
  readonly event: string
  /** `github.event`, beside what the event brings itself. */
  readonly payload?: JsonObject
  /** Of workflow_dispatch and workflow_call. */
  readonly inputs?: JsonObject
  readonly secrets?: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
  readonly environments?: Readonly<Record<string, Environment>>
  /** Overrides in the github context: `ref`, `sha`, `actor`, … */
  readonly github?: Readonly<Record<string, string>>
  /** Folders of other repositories, by `owner/name`: their actions and workflows, regardless of the `@ref`. */
  readonly repositories?: Readonly<Record<string, string>>
  /** Stand-ins for actions, by all that stands in `uses:` or by what stands before its `@`. */
  readonly stubs?: Readonly<Record<string, Stub>>
  /** What stands in for the containers of `services:`, by their names: something that listens on this machine. */
  readonly services?: Readonly<Record<string, Service>>
  /** What stands in for the images of `container:`, by the jobs' ids: their steps run on this machine. */
  readonly containers?: Readonly<Record<string, Container>>
  readonly runner?: Runner
  /** Cancels the run, as the button does. */
  readonly cancel?: AbortSignal
  readonly onLine?: (line: LogLine, job: string) => void
}

/** A deployment environment, as a repository's settings have it. */
export interface Environment {
  readonly secrets?: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
  /** The required reviewer says no. */
  readonly rejected?: boolean
}

/** A service of a job: on which port of this machine each of its own is. */
export interface Service {
  readonly ports: Readonly<Record<string, string>>
}

/** The image of a job. */
export interface Container {
  /** The environment that the image brings. */
  readonly env?: Readonly<Record<string, string>>
}

/** The machines that the jobs run on. */
export interface Runner {
  /** An existing RUNNER_TOOL_CACHE; otherwise each job has an empty one. */
  readonly toolCache?: string
  /** The environment of the machine itself, as a self-hosted runner's. */
  readonly env?: Readonly<Record<string, string>>
  /** Who gives OpenID Connect tokens to the jobs that may have them (`id-token: write`); nobody if not given. */
  readonly oidc?: { readonly url: string; readonly requestToken: string }
  /** How long a minute of `timeout-minutes` takes; 60,000 if not given. */
  readonly minuteMs?: number
  /** How many legs of a matrix run at a time, if `max-parallel` does not say fewer; 1 if not given. */
  readonly parallelLegs?: number
}

/** What a stand-in for an action is given. */
export interface StubStep {
  readonly uses: string
  readonly with: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly contexts: JsonObject
  readonly workspace: string
  readonly temp: string
  /** Writes a line to the step's log; workflow commands are carried out. */
  readonly say: StageLog['read']
}

export interface StubResult {
  readonly outputs?: Readonly<Record<string, Json>>
  readonly conclusion?: 'success' | 'failure'
  /** Exported to the steps that follow. */
  readonly env?: Readonly<Record<string, string>>
  readonly path?: readonly string[]
  readonly summary?: string
  /** Called when the job's steps are done, no matter what became of them. */
  readonly post?: (say: StageLog['read']) => void | Promise<void>
}

// biome-ignore lint/suspicious/noConfusingVoidType: a stand-in may have nothing to say.
export type Stub = (step: StubStep) => StubResult | void | Promise<StubResult | void>
