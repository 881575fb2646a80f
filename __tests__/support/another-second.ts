import { setTimeout as pause } from 'node:timers/promises'

/** Waits until the clock shows another second than at `ms`: two backups of one series and second would have one name. */
export async function anotherSecondThan(ms: number): Promise<void> {
  while (secondOf(Date.now()) === secondOf(ms)) await pause(20)
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1_000)
}
