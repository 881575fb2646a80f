import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type RunOptions, runWorkflow, type WorkflowRun } from './run-workflow.ts'

export const MAIN = '.github/workflows/main.yml'

/** A repository of a few files, by their paths. Dispose of it to remove it. */
export class ARepository implements Disposable {
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), 'repository-'))

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Runs a workflow of a few lines, on a push unless reported otherwise. */
export async function runText(
  yaml: string,
  {
    files = {},
    ...options
  }: Partial<RunOptions> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<WorkflowRun> {
  using repository = new ARepository({ [MAIN]: yaml, ...files })
  return await runWorkflow({ repository: repository.folder, file: MAIN, event: 'push', ...options })
}

/** The jobs' results by their ids. */
export function results(run: WorkflowRun): Record<string, string> {
  return Object.fromEntries(Object.entries(run.jobs).map(([id, job]) => [id, job.result]))
}
