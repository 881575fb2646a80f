import { type Paragraph, parseParagraphs, words } from './deb822.ts'
import { type AptSource, aptSwitch, parseSignedBy } from './source.ts'

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
