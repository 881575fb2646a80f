import { describe, expect, it } from 'vitest'
import { libpqArguments, libpqEnvironment } from '../../../../src/postgres/connection/libpq-environment.ts'
import { resolveConnection } from '../../../../src/postgres/connection/resolve.ts'
import { filesInMemory } from './files-in-memory.ts'

function connectionTo(databaseUrl: string) {
  const resolution = resolveConnection({ databaseUrl, env: {}, files: filesInMemory({}) })
  if (!resolution.ok) throw new Error('unreadable')
  return resolution.connection
}

const CALLER = {
  PATH: '/bin',
  HOME: '/home/me',
  PGHOST: 'elsewhere',
  PGOPTIONS: '-c role=other',
  PGSERVICE: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
  INPUT_PASSPHRASE: 'x',
  'INPUT_DATABASE-URL': 'x',
  LD_PRELOAD: 'x',
}

describe("the environment of PostgreSQL's programs", () => {
  it('holds the connection and nothing else of the caller', () => {
    const connection = connectionTo('postgres://u:p%40ss@h:5433/d?options=-c%20a%3Db&channel_binding=require')
    expect(libpqEnvironment(connection, CALLER, ['-c bytea_output=hex'])).toEqual({
      PATH: '/bin',
      HOME: '/home/me',
      PGHOST: 'h',
      PGPORT: '5433',
      PGUSER: 'u',
      PGDATABASE: 'd',
      PGPASSWORD: 'p@ss',
      PGSSLMODE: 'require',
      PGREQUIREAUTH: '!password,!md5',
      // Where nothing is, so that libpq looks into nobody's home.
      PGSSLROOTCERT: '/nonexistent/pg-backup-action',
      PGSSLCERT: '/nonexistent/pg-backup-action',
      PGCHANNELBINDING: 'require',
      PGOPTIONS: '-c a=b -c bytea_output=hex',
      PGCONNECT_TIMEOUT: '15',
      PGAPPNAME: 'pg-backup-action',
      PGTZ: 'UTC',
      LC_ALL: 'C',
    })
  })

  it('lists several hosts as libpq wants them', () => {
    expect(libpqEnvironment(connectionTo('postgres://u@a:1,b:2/d'), {})).toMatchObject({
      PGHOST: 'a,b',
      PGPORT: '1,2',
    })
  })

  it('keeps connections alive by default, and lets the URL decide', () => {
    expect(libpqArguments(connectionTo('postgres://u:secret@h/d'))[0]).toContain("keepalives_idle='60'")
    const [own = ''] = libpqArguments(connectionTo('postgres://u:secret@h/d?keepalives_idle=5'))
    expect(own).toContain("keepalives_idle='5'")
    expect(own).not.toContain('secret')
  })
})
