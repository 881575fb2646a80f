import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'

const { signal } = new AbortController()
const { PATH = '' } = process.env
let scratch: string

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'gpg-seal-'))
})

afterEach(async () => {
  await rm(scratch, { recursive: true, force: true })
})

/** A program that stands in for gpg. */
async function standIn(script: string): Promise<string> {
  const program = join(scratch, 'gpg')
  await writeFile(program, `#!/bin/sh\n${script}\n`)
  await chmod(program, 0o755)
  return program
}

async function sealBy(
  program: string,
  onStart?: (pid: number, program: string) => () => void,
): Promise<Buffer> {
  const settings = { passphrase: 'secret', searchPath: PATH, scratch, program, ...(onStart && { onStart }) }
  const source = Readable.from(Array(200).fill(Buffer.alloc(64 * 1024)))
  return await pipeline(source, gpgPassphrase(settings).encrypt(signal), buffer)
}

describe('gpg fails', () => {
  afterEach(async () => {
    const left = await readdir(scratch)
    expect(left.filter(name => name.startsWith('gnupg-'))).toEqual([])
  })

  it('as missing where it is not installed', async () => {
    const missing = gpgPassphrase({ passphrase: 'x', searchPath: '/nowhere', scratch })
    await expect(missing.prepare(signal)).rejects.toMatchObject({
      kind: 'environment',
      code: 'encryption-gpg-missing',
      message: 'The gpg program was not found.',
    })
  })

  it('with what it said last, when it stops midway', async () => {
    const program = await standIn('head -c 100000 >/dev/null; echo "gpg: out of core" >&2; exit 2')
    await expect(sealBy(program)).rejects.toMatchObject({
      code: 'encryption-gpg-failed',
      message: 'gpg stopped with exit code 2 before it had sealed everything: gpg: out of core.',
    })
  })

  it('when it says that all is well but has not read everything', async () => {
    const program = await standIn('head -c 100000; exit 0')
    await expect(sealBy(program)).rejects.toMatchObject({ code: 'encryption-gpg-failed' })
  })

  it('when it has read and written everything, and then exits with an error', async () => {
    await expect(sealBy(await standIn('cat; exit 1'))).rejects.toMatchObject({
      code: 'encryption-gpg-failed',
    })
  })

  it('as killed, naming the signal', async () => {
    const program = await standIn('exec cat')
    const killed = sealBy(program, pid => {
      process.kill(pid, 'SIGKILL')
      return () => {}
    })
    await expect(killed).rejects.toMatchObject({
      code: 'encryption-gpg-killed',
      message: 'gpg was killed by SIGKILL before it had sealed everything.',
    })
  })

  it('when its home cannot be made', async () => {
    const nowhere = join(scratch, 'missing')
    const encryption = gpgPassphrase({ passphrase: 'x', searchPath: PATH, scratch: nowhere })
    await expect(encryption.prepare(signal)).rejects.toMatchObject({ code: 'encryption-scratch-unusable' })
  })
})

it('gpg is given its passphrase on a pipe, a private home, and nothing else of our environment', async () => {
  const program = await standIn(
    'cat >/dev/null; cat <&3; echo; env; ls -ld "$GNUPGHOME" | cut -c 1-10; echo "$@"',
  )
  const said = String(await sealBy(program))
  const [passphrase, ...rest] = said.split('\n')
  expect(passphrase).toBe('secret')
  expect(rest).toContain('drwx------')
  expect(rest.join('\n')).not.toContain('secret')
  const names = rest.filter(line => /^\w+=/.test(line)).map(line => line.split('=')[0])
  expect(names.filter(name => name && !['PWD', '_', 'SHLVL', 'OLDPWD'].includes(name)).sort()).toEqual([
    'GNUPGHOME',
    'LC_ALL',
    'PATH',
  ])
})

it('the ledger is notified of gpg while it runs', async () => {
  const running: number[] = []
  const seen: string[] = []
  await sealBy(await standIn('exec cat'), (pid, program) => {
    running.push(pid)
    seen.push(program)
    return () => running.splice(running.indexOf(pid), 1)
  })
  expect(seen).toEqual(['gpg'])
  expect(running).toEqual([])
})
