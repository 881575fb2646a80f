import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { manifestSchema } from '../../src/catalog/manifest.ts'
import type { StepResult } from '../support/action-runner.ts'
import { hasProgram } from '../support/programs.ts'
import { loadBig } from './big-database.ts'
import { expectSuccess, useWorld } from './world.ts'

const run = promisify(execFile)
const PASSPHRASE = 'correct horse battery staple'
const world = useWorld(17, {
  load: server => loadBig(server, { database: 'small', megabytes: 1 }),
})

/** Backs up, opens what was stored, the roles too where they are, and compares with what pg_dump wrote. */
async function expectOpens(
  inputs: Readonly<Record<string, string>>,
  open: (encrypted: Buffer) => Promise<Uint8Array>,
): Promise<StepResult> {
  const { run, from, into, bucket } = world()
  const step = await run({ with: { ...from('small'), ...into(), ...inputs } })
  expectSuccess(step)
  const manifest = manifestSchema.parse(JSON.parse(step.outputs['manifest'] ?? ''))
  const dump = await open(await bucket.bytes(manifest.key))
  expect(dump).toHaveLength(manifest.dump.bytes)
  expect(createHash('sha256').update(dump).digest('hex')).toBe(manifest.dump.sha256)
  if (manifest.globals) {
    const roles = await open(await bucket.bytes(manifest.globals.key))
    expect(Buffer.from(roles).toString()).toContain('CREATE ROLE postgres')
  }
  return step
}

test('for two age keys: either opens it', async () => {
  const identities = [await generateX25519Identity(), await generateX25519Identity()]
  const recipients = await Promise.all(identities.map(identityToRecipient))
  for (const [index, identity] of identities.entries()) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    // A series for each: two backups of one second would have the same name.
    const inputs = { 'encrypt-to': recipients.join('\n'), globals: 'true', series: `key-${index}` }
    const step = await expectOpens(inputs, encrypted => decrypter.decrypt(encrypted))
    expect(step.outputs['key']).toMatch(/\.dump\.age$/)
    expect(step.summary).toContain('age -d')
  }
})

test('with a passphrase, by age', async () => {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(PASSPHRASE)
  await expectOpens({ passphrase: PASSPHRASE, encryption: 'age' }, encrypted => decrypter.decrypt(encrypted))
})

test('with a passphrase, by gpg', async ctx => {
  if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
  const { runner } = world()
  const folder = runner.folders.workspace
  const open = async (encrypted: Buffer): Promise<Buffer> => {
    const [file, passphrase] = [join(folder, 'sealed.gpg'), join(folder, 'passphrase')]
    await writeFile(file, encrypted)
    await writeFile(passphrase, PASSPHRASE)
    const args = ['--homedir', folder, '--batch', '--no-autostart', '--pinentry-mode', 'loopback', '--quiet']
    const { stdout } = await run('gpg', [...args, '--passphrase-file', passphrase, '-d', file], {
      encoding: 'buffer',
      maxBuffer: 1 << 26,
    })
    return stdout
  }
  const step = await expectOpens({ passphrase: PASSPHRASE, encryption: 'gpg', globals: 'true' }, open)
  expect(step.outputs['key']).toMatch(/\.dump\.gpg$/)
  expect(step.summary).toContain('gpg -o')
})
