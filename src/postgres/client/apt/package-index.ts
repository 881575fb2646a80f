import { parseParagraph, words } from './deb822.ts'
import { type Dependency, parseDependencies } from './dependency.ts'
import type { ExpectedFile } from './release.ts'
import { compareVersions } from './versions.ts'

/** A package as the index of a verified repository describes it. */
export interface AptPackage extends ExpectedFile {
  readonly name: string
  readonly version: string
  /** `amd64`…, or `all`: no machine code in it. */
  readonly architecture: string
  /** Path from the repository's root. */
  readonly filename: string
  readonly depends: readonly (readonly Dependency[])[]
  readonly provides: readonly Dependency[]
  readonly provider: Provider
}

/**
 * Packages by name. An index holds some 60,000 in 60 MB of text, of which a few are asked for: only where each
 * starts is noted (0.1 s; parsing all takes 1 s), and the text stays bytes, outside of the heap.
 */
export class PackageIndex {
  readonly #text: Buffer
  readonly #provider: Provider
  readonly #starts: Map<string, number[]>
  #providers: Map<string, Set<string>> | undefined

  constructor(text: Buffer, provider: Provider) {
    this.#text = text
    this.#provider = provider
    this.#starts = startsByName(text)
  }

  /** All versions of a package. */
  named(name: string): AptPackage[] {
    return (this.#starts.get(name) ?? []).flatMap(start => {
      const end = this.#text.indexOf('\n\n', start)
      return parsePackage(this.#text.toString('utf8', start, end < 0 ? undefined : end), this.#provider)
    })
  }

  /** Packages that provide a name of which there may be no package. */
  providing(name: string): AptPackage[] {
    this.#providers ??= providersByName(this.#text)
    const names = [...(this.#providers.get(name) ?? [])]
    return names
      .flatMap(each => this.named(each))
      .filter(candidate => candidate.provides.some(provided => provided.name === name))
  }
}

/** The better first: from a suite that is not held back (`NotAutomatic`), then the newer. */
export function byPreference(a: AptPackage, b: AptPackage): number {
  return Number(b.provider.automatic) - Number(a.provider.automatic) || compareVersions(b.version, a.version)
}

function startsByName(text: Buffer): Map<string, number[]> {
  const starts = new Map<string, number[]>()
  const field = Buffer.from('Package: ')
  let at = text.indexOf(field)
  while (at >= 0) {
    const end = text.indexOf('\n', at)
    if (at === 0 || text[at - 1] === 0x0a) {
      const name = text.toString('latin1', at + field.length, end < 0 ? undefined : end).trim()
      const before = text.lastIndexOf('\n\n', at)
      const known = starts.get(name)
      const start = before < 0 ? 0 : before + 2
      if (known) known.push(start)
      else starts.set(name, [start])
    }
    at = end < 0 ? -1 : text.indexOf(field, end)
  }
  return starts
}

function providersByName(text: Buffer): Map<string, Set<string>> {
  const providers = new Map<string, Set<string>>()
  const field = Buffer.from('\nProvides: ')
  for (let at = text.indexOf(field); at >= 0; at = text.indexOf(field, at + 1)) {
    const end = text.indexOf('\n', at + 1)
    const before = text.lastIndexOf('\n\n', at)
    const stanza = text.toString('latin1', before < 0 ? 0 : before + 2, end < 0 ? undefined : end)
    const owner = /^Package: (\S+)/m.exec(stanza)?.[1]
    if (owner === undefined) continue
    for (const [provided] of parseDependencies(
      text.toString('latin1', at + field.length, end < 0 ? undefined : end),
    )) {
      if (!provided) continue
      const owners = providers.get(provided.name)
      if (owners) owners.add(owner)
      else providers.set(provided.name, new Set([owner]))
    }
  }
  return providers
}

function parsePackage(stanza: string, provider: Provider): AptPackage[] {
  const fields = parseParagraph(stanza)
  const [name, version, filename] = ['package', 'version', 'filename'].map(field => fields.get(field))
  const [architecture, sha256, size] = ['architecture', 'sha256', 'size'].map(field => fields.get(field))
  if (!name || !version || !filename || !architecture || !sha256 || !size) return []
  const depends = ['pre-depends', 'depends'].map(field => fields.get(field) ?? '')
  return [
    {
      name,
      version,
      filename,
      architecture,
      sha256: sha256.toLowerCase(),
      bytes: Number(size),
      depends: depends.flatMap(field => parseDependencies(words(field).join(' '))),
      provides: parseDependencies(words(fields.get('provides')).join(' ')).flat(),
      provider,
    },
  ]
}

/** The repository that a package is fetched from. */
interface Provider {
  /** For people; without credentials. */
  readonly label: string
  /** The repository's root, ending in `/`. May hold credentials. */
  readonly root: string
  /** See Release. */
  readonly automatic: boolean
}
