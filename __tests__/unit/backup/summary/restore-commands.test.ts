import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { BackupReport } from '../../../../src/backup/report.ts'
import { restoreCommands } from '../../../../src/backup/summary/restore-commands.ts'
import { manifestOf, reportOf } from '../report-example.ts'

const PROGRAMS = ['aws', 'cp', 'sha256sum', 'age', 'createdb', 'pg_restore', 'psql', 'zstd', 'gzip']

/** Runs the commands in a shell whose programs only say their arguments. */
function told(report: BackupReport): string[] {
  // One write a call: the two ends of a pipe run at once, and share the stream that they say on.
  const stubs = PROGRAMS.map(
    name => `${name}() { local all="${name}" one; for one; do all+=" [$one]"; done; echo "$all" >&2; }`,
  )
  const { stderr, status } = spawnSync('bash', ['-euc', [...stubs, restoreCommands(report)].join('\n')], {
    encoding: 'utf8',
    // To bash, the socket that Node would make of it is somebody signing in, whose start-up files it reads.
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect(status).toBe(0)
  return stderr.trimEnd().split('\n')
}

const FILE = 'shop_backup_20261122_030700.dump'

describe('the commands that restore a backup with stock tools', () => {
  it('fetch it, check it, and restore it into an empty database', () => {
    expect(told(reportOf())).toEqual([
      `aws [s3] [cp] [s3://my-backups/prod/shop/2026/11/${FILE}] [.]`,
      `aws [s3] [cp] [s3://my-backups/prod/shop/2026/11/${FILE}.sha256] [.]`,
      `sha256sum [-c] [${FILE}.sha256]`,
      'createdb [restored]',
      `pg_restore [--exit-on-error] [--no-owner] [--no-acl] [--dbname=restored] [${FILE}]`,
    ])
  })

  it('open it where it is sealed, and restore what was opened', () => {
    const encrypted = reportOf({
      manifest: manifestOf({ key: `shop/2026/11/${FILE}.age`, encryption: { method: 'age', to: ['age1'] } }),
      openCommand: file => `age -d -i key.txt -o ${file.replace(/\.age$/, '')} ${file}`,
    })
    expect(told(encrypted).slice(2)).toEqual([
      `sha256sum [-c] [${FILE}.age.sha256]`,
      `age [-d] [-i] [key.txt] [-o] [${FILE}] [${FILE}.age]`,
      'createdb [restored]',
      `pg_restore [--exit-on-error] [--no-owner] [--no-acl] [--dbname=restored] [${FILE}]`,
    ])
  })

  it('name the endpoint of a store other than AWS', () => {
    expect(told(reportOf({ endpoint: 'https://s3.example.com' }))[0]).toMatch(
      / \[--endpoint-url\] \[https:\/\/s3.example.com\]$/,
    )
  })

  it('copy from a folder, however it is called', () => {
    const location = `/srv/it's "here" $HOME \`x\`; & ü`
    expect(told(reportOf({ location }))[0]).toBe(`cp [${location}/shop/2026/11/${FILE}] [.]`)
  })

  it('create the schemas that were left out first, since extensions may be in them', () => {
    const { contents, options } = manifestOf()
    const manifest = manifestOf({
      contents: { ...contents, extensions: [{ name: 'uuid-ossp', version: '1.1' }] },
      options: { ...options, excludeSchemas: ['extensions', 'log_*', '"My Schema"'] },
    })
    expect(told(reportOf({ manifest })).slice(3, -1)).toEqual([
      'createdb [restored]',
      'psql [-X] [--set=ON_ERROR_STOP=1] [--dbname=restored] [--command=CREATE SCHEMA IF NOT EXISTS extensions; CREATE SCHEMA IF NOT EXISTS "My Schema"]',
    ])
  })

  it('keep owners and rights where the backup has them', () => {
    const { options } = manifestOf()
    const manifest = manifestOf({ options: { ...options, noOwner: false, noAcl: false } })
    expect(told(reportOf({ manifest })).at(-1)).toBe(
      `pg_restore [--exit-on-error] [--dbname=restored] [${FILE}]`,
    )
  })

  it('do not create a database for rows alone', () => {
    const lines = told(reportOf({ manifest: manifestOf({ mode: 'data' }) }))
    expect(lines.some(line => line.startsWith('createdb'))).toBe(false)
    expect(lines.at(-1)).toContain('[--data-only]')
  })

  it.each([
    ['x.sql', 'psql [-X] [--set=ON_ERROR_STOP=1] [--dbname=restored] [--file=x.sql]'],
    ['x.sql.zst', 'zstd [-dc] [x.sql.zst]'],
    ['x.sql.gz', 'gzip [-dc] [x.sql.gz]'],
  ])('feed SQL text to psql: %s', (key, command) => {
    const lines = told(reportOf({ manifest: manifestOf({ key, format: 'plain' }) }))
    expect(lines).toContain(command)
    expect(lines.some(line => line.startsWith('psql [-X] [--set=ON_ERROR_STOP=1]'))).toBe(true)
  })

  it('restore the roles first, checked and opened like the backup', () => {
    const globals = { key: 'shop/2026/11/r.globals.sql.age', bytes: 10, sha256: 'f'.repeat(64) }
    const lines = told(
      reportOf({
        manifest: manifestOf({ globals }),
        openCommand: file => `age -d ${file}`,
      }),
    )
    expect(lines).toContain('aws [s3] [cp] [s3://my-backups/prod/shop/2026/11/r.globals.sql.age] [.]')
    expect(lines).toContain('age [-d] [r.globals.sql.age]')
    expect(lines.indexOf('psql [-X] [--dbname=postgres] [--file=r.globals.sql]')).toBeLessThan(
      lines.indexOf('createdb [restored]'),
    )
  })
})
