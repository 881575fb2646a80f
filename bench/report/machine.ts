import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { formatSize } from '../../src/core/sizes.ts'
import { othersShare, type Usage } from '../measure/measure.ts'

/** What the figures were measured on, one fact a line. */
export function machineFacts(): string[] {
  const system =
    /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${formatSize(totalmem())} of memory`,
    `${system}, Linux ${release().split('-')[0]}, Node ${process.versions.node}`,
  ]
}

/** How much of the machine went to others, at most, while something was measured. */
export function disturbance(usages: readonly Usage[]): string {
  const most = Math.max(...usages.map(othersShare))
  return `while anything was measured, what else ran had ${Math.round(100 * most)} % of the machine at most`
}
