import { type AptSource, aptSwitch, parseSignedBy } from './source.ts'

/**
 * Reads sources in apt's one-line form: `deb [signed-by=/etc/key.gpg arch=amd64] https://host/path suite main`.
 * Comments and `deb-src` lines are passed over.
 * @returns the sources, and each line that is none
 */
export function parseOneLineSources(text: string): { sources: AptSource[]; wrong: string[] } {
  const sources: AptSource[] = []
  const wrong: string[] = []
  for (const raw of text.split('\n')) {
    const line = raw.replace(/#.*/, '').trim()
    if (line === '' || /^deb-src\s/.test(line)) continue
    const source = parseLine(line)
    if (source) sources.push(source)
    else wrong.push(line)
  }
  return { sources, wrong }
}

function parseLine(line: string): AptSource | undefined {
  const [, bracketed = '', uri, suite, rest = ''] =
    /^deb\s+(?:\[([^\]]*)\]\s*)?([a-z+]+:\S+)\s+(\S+)(?:\s+(.*))?$/.exec(line) ?? []
  if (uri === undefined || suite === undefined) return undefined
  const components = rest.split(/\s+/).filter(word => word !== '')
  if (components.length === 0 && !suite.endsWith('/')) return undefined
  const options = new Map<string, string>()
  for (const option of bracketed.split(/\s+/)) {
    const [, name, value] = /^([a-z-]+)[+-]?=(.*)$/i.exec(option) ?? []
    if (name !== undefined && value !== undefined) options.set(name.toLowerCase(), value)
  }
  return {
    uris: [uri],
    suite,
    components,
    architectures: (options.get('arch') ?? '').split(',').filter(word => word !== ''),
    signedBy: parseSignedBy(options.get('signed-by')),
    checkValidUntil: aptSwitch(options.get('check-valid-until'), true),
    checkDate: aptSwitch(options.get('check-date'), true),
  }
}
