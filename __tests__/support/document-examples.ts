import { DOCUMENTS, readDocument } from './documents.ts'

/** A piece of YAML in a document. */
export interface DocumentExample {
  readonly document: string
  /** What it stands under, without the signs of its rank. */
  readonly heading: string
  readonly text: string
}

const EXAMPLES: readonly DocumentExample[] = DOCUMENTS.flatMap(document => {
  const page = readDocument(document)
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(({ 1: text = '', index }) => {
    const [, heading = ''] = [...page.slice(0, index).matchAll(/^#+ (.+)$/gm)].at(-1) ?? []
    return { document, heading, text }
  })
})

/** What a reader may copy into a file as it stands: it says when it runs. */
export const WHOLE_WORKFLOWS = EXAMPLES.filter(({ text }) => /^on:/m.test(text) && /^jobs:/m.test(text))

/** What a reader may copy into a job. */
export const STEPS = EXAMPLES.filter(({ text }) => text.startsWith('- '))

/** The one that stands under a heading of a document, and what tests call it. */
export function exampleOf(
  examples: readonly DocumentExample[],
  document: string,
  heading: string,
): DocumentExample & { readonly name: string } {
  const found = examples.filter(each => each.document === document && each.heading === heading)
  const [example] = found
  if (!example || found.length > 1)
    throw new Error(`${found.length} examples under ${heading} in ${document}`)
  return { ...example, name: nameOf(example) }
}

export function nameOf({ document, heading }: DocumentExample): string {
  return `${document}, ${heading}`
}
