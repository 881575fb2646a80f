/** The core's view of the log: small, so that anything can stand in for it. Never given a secret. */
export interface Reporter {
  /** Shown only where the user has the runner log more (`ACTIONS_STEP_DEBUG`). */
  debug(line: string): void
  info(line: string): void
  notice(line: string): void
  warning(line: string): void
  /** Runs `body` inside a collapsible group of the log. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}
