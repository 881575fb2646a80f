import type { Connection } from '../../../../src/postgres/connection/connection.ts'
import { type ConnectionInputs, resolveConnection } from '../../../../src/postgres/connection/resolve.ts'
import { filesInMemory } from './files-in-memory.ts'

/** A machine with no file that matters. */
export const NO_FILES = filesInMemory({})

export function resolved(inputs: Partial<ConnectionInputs>): Connection {
  const resolution = resolveConnection({ env: {}, files: NO_FILES, ...inputs })
  if (!resolution.ok) throw new Error(resolution.problems.map(({ message }) => message).join('\n'))
  return resolution.connection
}

export function problems(inputs: Partial<ConnectionInputs>): string[] {
  const resolution = resolveConnection({ env: {}, files: NO_FILES, ...inputs })
  return resolution.ok ? [] : resolution.problems.map(({ input, message }) => `${input}: ${message}`)
}

export function notices(inputs: Partial<ConnectionInputs>): readonly string[] {
  return resolveConnection({ env: {}, files: NO_FILES, ...inputs }).notices
}
