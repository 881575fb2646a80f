import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Commands } from '../commands.ts'
import { type Paragraph, parseParagraphs, words } from './deb822.ts'
import { parseOneLineSources } from './one-line.ts'
import { type AptSource, aptSwitch, parseSignedBy } from './source.ts'

/**
 * The sources that apt on this machine is configured with, for its architecture. What its administrator decided for
 * all of apt on dates (`Acquire::Check-Valid-Until`, as for a frozen mirror) holds for them too.
 * @param folder apt's own, `/etc/apt`
 */
export async function machineSources(
  folder: string,
  architecture: string,
  commands: Commands,
): Promise<AptSource[]> {
  const parts = join(folder, 'sources.list.d')
  const names = (await readdir(parts).catch(() => [])).sort()
  const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
  const sources = parseOneLineSources(await read(join(folder, 'sources.list'))).sources
  for (const name of names) {
    if (name.endsWith('.list')) sources.push(...parseOneLineSources(await read(join(parts, name))).sources)
    if (name.endsWith('.sources')) sources.push(...parseDeb822Sources(await read(join(parts, name))))
  }
  const ours = sources.filter(
    source => source.architectures.length === 0 || source.architectures.includes(architecture),
  )
  const { stdout } = await commands.run('apt-config', ['dump', '--format', '%f=%v%n', 'Acquire'])
  const off = (name: string): boolean => new RegExp(`^Acquire::${name}=(false|no|0)$`, 'im').test(stdout)
  const [frozen, undated] = [off('Check-Valid-Until'), off('Check-Date')]
  return Promise.all(
    ours.map(async source => ({
      ...source,
      uris: await mirrors(source.uris),
      checkValidUntil: source.checkValidUntil && !frozen,
      checkDate: source.checkDate && !undated,
    })),
  )
}

/** Follows `mirror+file:` (apt-transport-mirror(1)), which GitHub's Ubuntu images use, to the mirrors of its list. */
async function mirrors(uris: readonly string[]): Promise<string[]> {
  const lists = uris.map(async uri => {
    const path = /^mirror\+file:(?:\/\/)?(\/.*)$/.exec(uri)?.[1]
    if (path === undefined) return [uri]
    return parseMirrorList(await readFile(path, 'utf8').catch(() => ''))
  })
  return (await Promise.all(lists)).flat()
}

/** Lines of a URI and `key:value` hints; the lower priority comes first. */
export function parseMirrorList(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '')
    .map(line => ({
      uri: line.split(/\s/)[0] ?? '',
      priority: Number(/\spriority:(\d+)/.exec(line)?.[1] ?? Number.MAX_SAFE_INTEGER),
    }))
    .sort((a, b) => a.priority - b.priority)
    .map(mirror => mirror.uri)
}

/** Reads a `*.sources` file: each enabled `deb` paragraph stands for every URI with every suite. */
export function parseDeb822Sources(text: string): AptSource[] {
  return parseParagraphs(text)
    .filter(
      paragraph => words(paragraph.get('types')).includes('deb') && aptSwitch(paragraph.get('enabled'), true),
    )
    .flatMap(sourcesOf)
}

function sourcesOf(paragraph: Paragraph): AptSource[] {
  const shared = {
    components: words(paragraph.get('components')),
    architectures: words(paragraph.get('architectures')),
    signedBy: parseSignedBy(paragraph.get('signed-by')),
    checkValidUntil: aptSwitch(paragraph.get('check-valid-until'), true),
    checkDate: aptSwitch(paragraph.get('check-date'), true),
  }
  return words(paragraph.get('uris')).flatMap(uri =>
    words(paragraph.get('suites')).map(suite => ({ uris: [uri], suite, ...shared })),
  )
}
