import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from '@actions/languageservice'
import { clearCache } from '@actions/languageservice/utils/workflow-cache'
import type { FileReference } from '@actions/workflow-parser/workflows/file-reference'
import { type OwnPlace, readAction, type Subject } from './subject.ts'

/** What GitHub's own editor finds, by the lines of the file, which begin at 1. */
export async function askLanguageService(
  file: string,
  text: string,
  places: Pick<Subject, 'repository' | 'repositories'>,
): Promise<{ line: number; message: string }[]> {
  // It remembers what it parsed by the file's name alone.
  clearCache()
  const position = { line: 0, character: 0 }
  const document = {
    uri: `file:///${file}`,
    languageId: 'yaml',
    version: 1,
    lineCount: text.split('\n').length,
    getText: () => text,
    positionAt: () => position,
    offsetAt: () => 0,
    getLineRange: () => ({ start: position, end: position }),
    getEOLCharacters: () => '\n',
  }
  const diagnostics = await validate(document, {
    fileProvider: {
      getFileContent: async reference => {
        const { repository, path } = placeOf(reference, places)
        return { name: path, content: readFileSync(join(repository, path), 'utf8') }
      },
    },
    actionsMetadataProvider: {
      // Of the actions of others nothing is known, and so nothing is wrong with how they are used.
      fetchActionMetadata: async ({ owner, name, path = '.' }) => {
        const repository = places.repositories[`${owner}/${name}`]
        if (repository === undefined) return { name, description: '' }
        const action = readAction({ repository, path })
        if (!action) return undefined
        const inputs = Object.entries(action.inputs).map(([input, { default: fallback, ...rules }]) => {
          return [input, fallback === undefined ? rules : { ...rules, default: fallback }]
        })
        return { ...action, inputs: Object.fromEntries(inputs) }
      },
    },
  })
  return diagnostics.map(({ range, message }) => ({
    line: range.start.line + 1,
    message: typeof message === 'string' ? message : message.value,
  }))
}

function placeOf(
  reference: FileReference,
  { repository, repositories }: Pick<Subject, 'repository' | 'repositories'>,
): OwnPlace {
  if (!('owner' in reference)) return { repository, path: reference.path }
  const { owner, repository: name, path } = reference
  const folder = repositories[`${owner}/${name}`]
  if (folder === undefined) throw new Error(`${owner}/${name} is not ours.`)
  return { repository: folder, path }
}
