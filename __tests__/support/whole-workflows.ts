import { DOCUMENTS, readDocument } from './documents.ts'

/** A workflow in a document that a reader may copy into a file as it stands: it says when it runs. */
export interface WholeWorkflow {
  readonly document: string
  /** What it stands under, without the signs of its rank. */
  readonly heading: string
  readonly text: string
}

export const WHOLE_WORKFLOWS: readonly WholeWorkflow[] = DOCUMENTS.flatMap(document => {
  const page = readDocument(document)
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].flatMap(({ 1: text = '', index }) => {
    if (!/^on:/m.test(text) || !/^jobs:/m.test(text)) return []
    const [, heading = ''] = [...page.slice(0, index).matchAll(/^#+ (.+)$/gm)].at(-1) ?? []
    return [{ document, heading, text }]
  })
})
