import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { quoted } from '../core/parsed.ts'

/** Something in the text that cannot be read: where, and what to write instead. */
export interface Mistake {
  readonly line: number
  readonly message: string
}

/** A YAML text as far as policies need it, with lines. Every scalar is text: what it means is up to its reader. */
export type Tree =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: readonly Entry[] }
  /** Its mistake is reported already. */
  | { readonly kind: 'unread'; readonly line: number }

/** One line of a map. Its name is the only one of that spelling in the map. */
export interface Entry {
  readonly name: string
  readonly line: number
  readonly value: Tree
}

/** A policy of hundreds of series is shorter. Characters. */
const LONGEST = 65_536
/** A policy has three: its own, `series`, and `classes` of one of them. */
const DEEPEST = 5
const TOO_DEEP = 'this is nested too deeply; no rule is'

/** What the parser's own words leave open: what to write instead. */
const OWN_WORDS: ReadonlyMap<string, string> = new Map([
  ['BLOCK_AS_IMPLICIT_KEY', 'two colons on one line; write each rule on a line of its own'],
  ['MULTIPLE_DOCS', 'a second document begins here; write one policy, without ---'],
  ['RESOURCE_EXHAUSTION', TOO_DEEP],
  ['TAB_AS_INDENT', 'a tab begins the line; indent with spaces'],
  ['TAG_RESOLVE_FAILED', 'a tag stands here; write the value without it'],
])

/**
 * Reads YAML 1.2. What cannot be read is left out of the tree, and reported in `mistakes`. Anchors and aliases are refused: a
 * few lines of them can stand for gigabytes.
 */
export function readYaml(text: string, mistakes: Mistake[]): Tree {
  const counter = new LineCounter()
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line)
  if (text.length > LONGEST) {
    mistakes.push({ line: 1, message: `the text is longer than ${LONGEST} characters; write less` })
    return { kind: 'unread', line: 1 }
  }
  // Names that are written twice are reported here, with the lines of both.
  const options = {
    lineCounter: counter,
    prettyErrors: false,
    schema: 'failsafe',
    uniqueKeys: false,
  } as const
  const { contents, errors, warnings } = parseDocument(text, options)
  for (const { code, message, pos } of [...errors, ...warnings])
    mistakes.push({ line: lineAt(pos[0]), message: OWN_WORDS.get(code) ?? `${quoted(message)}, says YAML` })
  return errors.length > 0
    ? { kind: 'unread', line: 1 }
    : treeOf(contents, { mistakes, lineAt, line: 1, depth: 0 })
}

interface Place {
  readonly mistakes: Mistake[]
  readonly lineAt: (offset: number) => number
  /** Of what holds it. */
  readonly line: number
  readonly depth: number
}

function treeOf(node: unknown, outer: Place): Tree {
  if (!isNode(node)) return empty(outer.line)
  const line = node.range ? outer.lineAt(node.range[0]) : outer.line
  const inner = { ...outer, line, depth: outer.depth + 1 }
  const refuse = (message: string): Tree => {
    outer.mistakes.push({ line, message })
    return { kind: 'unread', line }
  }
  if (isAlias(node)) return refuse(`what begins with a star needs quotes; write ${quoted(`*${node.source}`)}`)
  if (node.anchor !== undefined)
    return refuse(
      `&${node.anchor} is an anchor, which is not read; write the value out wherever it is needed`,
    )
  if (isScalar(node)) return { kind: 'text', line, text: String(node.value ?? '') }
  if (outer.depth >= DEEPEST) return refuse(TOO_DEEP)
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map(item => treeOf(item, inner)) }
  return isMap(node) ? { kind: 'map', line, entries: entriesOf(node, inner) } : empty(line)
}

function entriesOf({ items }: YAMLMap, place: Place): Entry[] {
  const entries = new Map<string, Entry>()
  for (const { key, value } of items) {
    const name = treeOf(key, place)
    const { line } = name
    const first = name.kind === 'text' ? entries.get(name.text) : undefined
    if (name.kind === 'unread') continue
    if (name.kind !== 'text')
      place.mistakes.push({ line, message: 'a name is needed before the colon, no list or map' })
    else if (first) {
      const message = `${quoted(name.text)} is written twice, first on line ${first.line}; write it once`
      place.mistakes.push({ line, message })
    } else entries.set(name.text, { name: name.text, line, value: treeOf(value, { ...place, line }) })
  }
  return [...entries.values()]
}

function empty(line: number): Tree {
  return { kind: 'text', line, text: '' }
}
