import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { ageEncryption, agePassphrase } from '../../src/encryption/age.ts'
import type { Encryption } from '../../src/encryption/encryption.ts'
import { gpgPassphrase } from '../../src/encryption/gpg.ts'
import { noEncryption } from '../../src/encryption/none.ts'
import { openCommand } from '../../src/encryption/open-command.ts'
import { missingProgram, runInTerminal, runShell } from './encryption-programs.ts'

/** One implementation of the port, with what opens its files: the stock program, following `openCommand` to the letter. */
export interface Contender {
  readonly encryption: Encryption
  /** Opens `name` in `folder` and returns the plaintext. Rejects when the opener refuses the file. */
  open(folder: string, name: string): Promise<Buffer>
  /** Must never be seen in a process list. */
  readonly secret: string
}

export interface ContenderMaker {
  readonly name: string
  readonly seals: boolean
  /** How many programs it runs while it seals. */
  readonly programs: number
  /** Why it can't be run on this machine. */
  readonly notRun: string | undefined
  /** Why its files are opened by the library instead of the stock program. */
  readonly notOpened: string | undefined
  make(scratch: string): Promise<Contender>
}

/** Opens with what the user is notified to run; in a terminal where the program asks for a passphrase. */
function byCommand(encryption: Encryption, run: (command: string, folder: string) => Promise<void>) {
  return async (folder: string, name: string): Promise<Buffer> => {
    const command = openCommand(encryption.record.method, name)
    if (command === undefined) return await readFile(join(folder, name))
    const plaintext = join(folder, name.slice(0, -encryption.suffix.length))
    await run(command, folder)
    // age 1.1 makes no file at all where there is nothing to write.
    return existsSync(plaintext) ? await readFile(plaintext) : Buffer.alloc(0)
  }
}

function byLibrary(prepare: (decrypter: Decrypter) => void) {
  return async (folder: string, name: string): Promise<Buffer> => {
    const decrypter = new Decrypter()
    prepare(decrypter)
    return Buffer.from(await decrypter.decrypt(await readFile(join(folder, name))))
  }
}

const { PATH = '' } = process.env
const noAge = missingProgram('age')
const noTypedAge = noAge ?? missingProgram('python3')

export const CONTENDERS: readonly ContenderMaker[] = [
  {
    name: 'noEncryption',
    seals: false,
    programs: 0,
    notRun: undefined,
    notOpened: undefined,
    make: async () => {
      const encryption = noEncryption()
      return { encryption, open: byCommand(encryption, async () => {}), secret: randomUUID() }
    },
  },
  {
    name: 'ageEncryption',
    seals: true,
    programs: 0,
    notRun: undefined,
    notOpened: noAge,
    make: async () => {
      const secret = await generateX25519Identity()
      const other = await identityToRecipient(await generateX25519Identity())
      const encryption = ageEncryption({ recipients: [other, await identityToRecipient(secret)] })
      if (noAge) return { encryption, open: byLibrary(age => age.addIdentity(secret)), secret }
      const open = byCommand(encryption, async (command, folder) => {
        await writeFile(join(folder, 'key.txt'), `# a comment\n${secret}\n`, { mode: 0o600 })
        await runShell(command, folder, {})
      })
      return { encryption, open, secret }
    },
  },
  {
    name: 'agePassphrase',
    seals: true,
    programs: 0,
    notRun: undefined,
    notOpened: noTypedAge,
    make: async () => {
      const secret = `pässphrase ${randomUUID()}`
      // A small work factor: a hundred files at the default cost would take minutes.
      const encryption = agePassphrase(secret, 10)
      if (noTypedAge) return { encryption, open: byLibrary(age => age.addPassphrase(secret)), secret }
      const open = byCommand(encryption, (command, folder) => runInTerminal(command, folder, secret))
      return { encryption, open, secret }
    },
  },
  {
    name: 'gpgPassphrase',
    seals: true,
    programs: 1,
    notRun: missingProgram('gpg'),
    notOpened: undefined,
    make: async scratch => {
      const secret = `pässphrase ${randomUUID()}`
      const encryption = gpgPassphrase({ passphrase: secret, searchPath: PATH, scratch })
      const open = byCommand(encryption, async (command, folder) => {
        // A user's gpg asks for the passphrase; here its configuration answers, and the command stays as it is.
        const home = join(folder, 'home')
        await mkdir(home, { mode: 0o700, recursive: true })
        await writeFile(join(home, 'passphrase'), secret, { mode: 0o600 })
        const answers = [
          'batch',
          'no-autostart',
          'pinentry-mode loopback',
          `passphrase-file ${home}/passphrase`,
        ]
        await writeFile(join(home, 'gpg.conf'), answers.join('\n'))
        await runShell(command, folder, { GNUPGHOME: home })
      })
      return { encryption, open, secret }
    },
  },
]
