import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../measure/program.ts'
import { type Contender, libpq } from './contender.ts'

const UPLOAD = fileURLToPath(new URL('./upload.ts', import.meta.url))

/** The procedure that teams follow by hand: one step after the other, each with the whole file. */
export const RUNBOOK: Contender = {
  letter: 'b',
  title: 'the runbook: `pg_dump --compress=9` to a file, `pg_restore --list`, `sha256sum`, upload',
  run: async (course, database) => {
    const { client, scratch, signal, store } = course
    const file = join(scratch, 'runbook.dump')
    const env = libpq(course, database)
    const options = ['--format=custom', '--compress=9', '--verbose', '--no-owner', '--no-privileges']
    await runProgram(client.program('pg_dump'), [...options, `--file=${file}`], { env, signal })
    await runProgram(client.program('pg_restore'), ['--list', file], { env, signal })
    await runProgram('sha256sum', [file], { env, signal, stdout: `${file}.sha256` })
    const aws = {
      ...env,
      AWS_ACCESS_KEY_ID: store.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: store.credentials.secretAccessKey,
      AWS_REGION: 'us-east-1',
    }
    const key = `runbook/${Date.now()}.dump`
    await runProgram(process.execPath, [UPLOAD, file, store.endpoint, store.bucket, key], {
      env: aws,
      signal,
    })
    return { storedBytes: statSync(file).size }
  },
}
