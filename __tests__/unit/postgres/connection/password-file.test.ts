import { describe, expect, it } from 'vitest'
import { filesInMemory } from './files-in-memory.ts'
import { notices, resolved } from './resolved.ts'

describe('the password file', () => {
  const path = '/home/me/.pgpass'
  const env = { HOME: '/home/me' }
  const line = String.raw`# comment
other:*:*:*:wrong
db.example.com:5432:app:u:p\:a\\ss
*:*:*:*:fallback`

  it('gives the password of the first line that matches', () => {
    const files = filesInMemory({ [path]: line })
    expect(resolved({ databaseUrl: 'postgres://u@db.example.com/app', env, files })).toMatchObject({
      password: String.raw`p:a\ss`,
      origin: { password: path },
    })
    expect(resolved({ databaseUrl: 'postgres://u@elsewhere/app', env, files }).password).toBe('fallback')
  })

  it('is asked only when no password was given, and may be elsewhere', () => {
    const files = filesInMemory({ '/else': '*:*:*:*:p' })
    expect(
      resolved({ databaseUrl: 'postgres://u:own@h/d', env: { PGPASSFILE: '/else' }, files }).password,
    ).toBe('own')
    expect(resolved({ databaseUrl: 'postgres://u@h/d', env: { PGPASSFILE: '/else' }, files }).password).toBe(
      'p',
    )
  })

  it('is ignored, and that is reported, when others may read it', () => {
    const inputs = {
      databaseUrl: 'postgres://u@h/d',
      env,
      files: filesInMemory({ [path]: '*:*:*:*:p' }, 0o644),
    }
    expect(resolved(inputs).password).toBeUndefined()
    expect(notices(inputs)).toEqual([expect.stringContaining(`chmod 600 ${path}`)])
  })

  it('knows a Unix socket in the default directory as localhost', () => {
    const files = filesInMemory({ [path]: 'localhost:*:*:*:p' })
    expect(resolved({ databaseUrl: 'postgres://u@/d?host=/var/run/postgresql', env, files }).password).toBe(
      'p',
    )
  })
})
