export interface CommandResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs short programs whose output is text. A program that cannot be started ends like one that failed. */
export interface Commands {
  run(
    program: string,
    args: readonly string[],
    options?: { readonly env?: NodeJS.ProcessEnv },
  ): Promise<CommandResult>
}
