import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { InputSource } from '../../../../src/action/inputs/connection.ts'
import { type BackupInputs, readBackupInputs } from '../../../../src/backup/inputs.ts'
import { BackupError } from '../../../../src/core/errors.ts'

export const DATABASE_URL = 'postgresql://app:s3cr3t-pw@db.example.com/shop'
const ESSENTIAL = { 'database-url': DATABASE_URL, destination: 's3://backups/shop' }

type With = Readonly<Record<string, string>>

/** The environment that the runner makes of a step's `with:`. */
export function environment(inputs: With, others: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const variables = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ])
  return { ...others, ...Object.fromEntries(variables) }
}

export const SCRATCH = mkdtempSync(join(tmpdir(), 'inputs-'))
afterAll(() => rmSync(SCRATCH, { recursive: true }))

/** What the inputs of a step with that `with:` are read from. */
export function sourceOf(inputs: With, others: NodeJS.ProcessEnv = {}): InputSource {
  return { env: environment(inputs, others), scratch: SCRATCH }
}

/** Reads the two essential inputs and these. */
export function read(inputs: With, others: NodeJS.ProcessEnv = {}): BackupInputs {
  return readBackupInputs(sourceOf({ ...ESSENTIAL, ...inputs }, others))
}

/** What is wrong with these inputs, a line each. */
export function problems(inputs: With, others: NodeJS.ProcessEnv = {}): string[] {
  try {
    read(inputs, others)
    return []
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'input-invalid') throw error
    return error.message.split('\n')
  }
}
