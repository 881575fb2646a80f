import { describe, expect, it } from 'vitest'
import { doesNotStart } from '../../../../src/postgres/server/server-problems.ts'

const CLEANING = 'initdb: removing data directory "/tmp/pg-backup-server-1/data"'

describe('a server that does not start', () => {
  it.each([
    ['creating configuration files ... caught signal', `${CLEANING}\n`],
    ['caught signal', 'initdb: info: removing contents of data directory "/d"'],
  ])('since a signal ended initdb says so, and not how initdb cleaned up', (stdout, stderr) => {
    const { hint, message } = doesNotStart('17.10', { code: 1 }, `${stdout}\n${stderr}`)
    expect(message).toBe('The throwaway PostgreSQL 17.10 could not be started: it was ended by a signal.')
    expect(hint).toContain('what ended it')
  })

  it('says which signal killed it', () => {
    const { hint, message } = doesNotStart('17.10', { killedBy: 'SIGKILL' }, CLEANING)
    expect(message).toContain('it was ended by SIGKILL')
    expect(hint).toContain('what ended it')
  })

  it('never takes what initdb cleans up for its reason', () => {
    const stderr = `initdb: error: could not create directory "/d/base": Permission denied\n${CLEANING}`
    expect(doesNotStart('17.10', { code: 1 }, stderr).message).toContain('Permission denied')
    expect(doesNotStart('17.10', { code: 1 }, CLEANING).message).toContain('exit code 1')
  })

  it.each([
    ['FATAL:  insufficient file descriptors available to start server process', 'ulimit -n'],
    ['initdb: error: could not open file "x": Too many open files', 'ulimit -n'],
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk space'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'Free memory'],
    ['postgres: error while loading shared libraries: libicu.so: cannot open shared object file', 'library'],
  ])('of %s says the remedy that fits', (stderr, remedy) => {
    expect(doesNotStart('17.10', { code: 1 }, stderr).hint).toContain(remedy)
  })

  it('says what the system says where it cannot even be tried', () => {
    const error = doesNotStart('17.10', { notStarted: new Error('spawn EMFILE') }, '')
    expect(error.message).toContain('EMFILE')
    expect(error.hint).toContain('ulimit -n')
  })
})
