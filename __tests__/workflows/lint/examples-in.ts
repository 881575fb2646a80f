import { readFileSync } from 'node:fs'
import { isMap, isSeq, parseDocument } from 'yaml'

/** A piece of YAML in a document. */
export interface Example {
  /** Of its first line in the document; begins at 1. */
  readonly line: number
  readonly text: string
}

/** The pieces of a Markdown file that are marked as YAML. */
export function examplesIn(markdown: string): Example[] {
  const text = readFileSync(markdown, 'utf8')
  return [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)^ *```/gm)].map(
    ({ index, 1: indent = '', 2: body = '' }) => {
      const lines = body.split('\n').map(line => (line.startsWith(indent) ? line.slice(indent.length) : line))
      return { line: text.slice(0, index).split('\n').length + 1, text: lines.join('\n') }
    },
  )
}

/**
 * The workflow that an example is a part of: a list is of steps, and what names jobs without saying when runs on a push.
 * Undefined where it is no part of a workflow.
 */
export function asWorkflow(example: string): string | undefined {
  const { contents } = parseDocument(example)
  if (isSeq(contents)) {
    const steps = example.replace(/^(?=.)/gm, '      ')
    return `on: push\njobs:\n  example:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`
  }
  if (!isMap(contents) || !contents.has('jobs')) return undefined
  return contents.has('on') ? example : `on: push\n${example}`
}
