import { randomBytes } from 'node:crypto'
import { STALL_TIMEOUT_MS } from '../../stream/silence.ts'
import type { Connection } from '../connection/connection.ts'
import { SERVER_PORT } from './server-settings.ts'

/** A role of the server. */
export interface Identity {
  readonly user: string
  readonly password: string
  readonly stallTimeoutMs?: number | undefined
}

/** Nobody can guess it, and it needs no quotes anywhere. */
export function randomPassword(): string {
  return randomBytes(24).toString('base64url')
}

/** Through the server's socket. */
export function connectionTo(
  socketFolder: string,
  database: string,
  { password, stallTimeoutMs = STALL_TIMEOUT_MS, user }: Identity,
): Connection {
  const ours = 'the throwaway server'
  return {
    endpoints: [{ host: socketFolder, port: SERVER_PORT }],
    user,
    password,
    database,
    sslmode: 'disable',
    directTls: false,
    channelBinding: 'auto',
    sessionAttributes: 'any',
    connectTimeoutS: 30,
    stallTimeoutMs,
    applicationName: 'pg-backup-action',
    passed: {},
    parameters: {},
    origin: { host: ours, port: ours, user: ours, database: ours, password: ours, sslmode: ours },
  }
}
