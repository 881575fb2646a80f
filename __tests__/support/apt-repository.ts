import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createCleartextMessage, generateKey, readPrivateKey, sign } from 'openpgp'
import { ARCHITECTURE, buildPackage, clientPackages, type FixturePackage } from './apt-packages.ts'

export interface SigningKey {
  readonly privateKey: string
  readonly publicKey: string
}

export function makeKey(name = 'test'): Promise<SigningKey> {
  return generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs: [{ name }], format: 'armored' })
}

export interface ReleaseFields {
  readonly suite?: string
  readonly date?: Date
  readonly validUntil?: Date
  /** Further lines. */
  readonly more?: readonly string[]
}

export interface AptRepository extends AsyncDisposable {
  readonly url: string
  readonly key: SigningKey
  /** The armoured public key. */
  readonly keyFile: string
  /** The line for client-repository. */
  readonly line: string
  /** What is served, by path: to be tampered with. */
  readonly files: Map<string, Buffer>
  /** Paths that were asked for. */
  readonly asked: string[]
  readonly packageIndex: string
  /** Makes and signs InRelease again, after what the index files are by then. */
  publish(fields?: ReleaseFields, key?: SigningKey): Promise<void>
}

/** The suite that the fixture has. */
export const SUITE = 'testing-suite'
const RELEASE = `dists/${SUITE}/InRelease`
const INDEX = `main/binary-${ARCHITECTURE}/Packages`

/** Serves a signed apt repository on the loopback interface, from memory; its key is in `folder`. */
export async function serveAptRepository(
  folder: string,
  packages: readonly FixturePackage[] = clientPackages(),
): Promise<AptRepository> {
  const files = new Map<string, Buffer>()
  const asked: string[] = []
  const stanzas: string[] = []
  for (const each of packages) {
    const deb = await buildPackage(each)
    const filename = `pool/main/${each.name}_${each.version}_${ARCHITECTURE}.deb`
    files.set(filename, deb)
    const fields = [
      `Package: ${each.name}`,
      `Architecture: ${ARCHITECTURE}`,
      `Version: ${each.version}`,
      ...(each.depends ? [`Depends: ${each.depends}`] : []),
      `Filename: ${filename}`,
      `Size: ${deb.length}`,
      `SHA256: ${sha256(deb)}`,
      'Description: made for a test',
    ]
    stanzas.push(`${fields.join('\n')}\n`)
  }
  const index = Buffer.from(stanzas.join('\n'))
  files.set(`dists/${SUITE}/${INDEX}.gz`, gzipSync(index))

  const key = await makeKey()
  const keyFile = join(folder, `key-${Math.random().toString(36).slice(2)}.asc`)
  await writeFile(keyFile, key.publicKey)

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1)
    asked.push(path)
    const content = files.get(path)
    if (content) response.end(content)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `http://127.0.0.1:${address.port}`

  const publish = async (fields: ReleaseFields = {}, signer = key): Promise<void> => {
    const indexes = [...files].filter(([path]) => path.startsWith(`dists/${SUITE}/main/`))
    const lines = indexes.map(
      ([path, content]) => ` ${sha256(content)} ${content.length} ${path.replace(`dists/${SUITE}/`, '')}`,
    )
    // As mirrors do: the unpacked index is promised, but not there.
    lines.push(` ${sha256(index)} ${index.length} ${INDEX}`)
    files.set(RELEASE, Buffer.from(await clearSign(releaseText(fields, lines), signer)))
  }
  await publish()
  return {
    url,
    key,
    keyFile,
    line: `deb [signed-by=${keyFile}] ${url} ${SUITE} main`,
    files,
    asked,
    packageIndex: `dists/${SUITE}/${INDEX}.gz`,
    publish,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Rewrites what is served under a path as text. */
export function alter(repository: AptRepository, path: string, change: (text: string) => string): void {
  const content = repository.files.get(path)
  if (!content) throw new Error(`nothing at ${path}`)
  repository.files.set(path, Buffer.from(change(content.toString('latin1')), 'latin1'))
}

export const RELEASE_PATH = RELEASE

function releaseText(fields: ReleaseFields, lines: readonly string[]): string {
  const { suite = SUITE, date = new Date(), validUntil, more = [] } = fields
  return [
    'Origin: Test',
    `Suite: ${suite}`,
    `Codename: ${suite}`,
    `Date: ${date.toUTCString().replace('GMT', 'UTC')}`,
    ...(validUntil ? [`Valid-Until: ${validUntil.toUTCString().replace('GMT', 'UTC')}`] : []),
    ...more,
    'SHA256:',
    ...lines,
    '',
  ].join('\n')
}

export async function clearSign(text: string, key: SigningKey): Promise<string> {
  const signingKeys = await readPrivateKey({ armoredKey: key.privateKey })
  return sign({ message: await createCleartextMessage({ text }), signingKeys })
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
