import { stringify } from 'yaml'
import { inputDescription } from './input-description.ts'
import type { DocumentedVerb } from './verbs.ts'

const HEADER = `# Written by \`npm run generate\` from the tables of inputs and outputs in src/action: edit those.\n`

/** The metadata of a sub-action. `dist` is the path from its folder to the bundles. */
export function actionMetadata(documented: DocumentedVerb, dist: string): string {
  const { description, icon, name, verb } = documented
  const inputs = Object.entries(documented.inputs).map(([input, row]) => {
    const metadata = {
      description: inputDescription(row),
      required: row.required,
      ...(row.default !== undefined && { default: row.default }),
    }
    return [input, metadata]
  })
  const outputs = Object.entries(documented.outputs).map(([output, row]) => [
    output,
    { description: row.description },
  ])
  const metadata = {
    name,
    description,
    author: 'pg-backup-action contributors',
    branding: { icon, color: 'blue' },
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    runs: {
      using: 'node24',
      main: `${dist}/${verb}.js`,
      post: `${dist}/${verb}-post.js`,
      'post-if': 'always()',
    },
  }
  return HEADER + stringify(metadata, { lineWidth: 110, defaultStringType: 'PLAIN', defaultKeyType: 'PLAIN' })
}
