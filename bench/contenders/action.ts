import { generateIdentity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'
import type { Contender, Course, Outcome } from './contender.ts'
import { runAction } from './run-action.ts'

/** What is read of the output `manifest`; no more, so that bundles of other commits can be measured too. */
const manifestOutput = z.object({
  stored: z.object({ bytes: z.number() }),
  fingerprint: z.object({ tables: z.array(z.object({ bytes: z.number() })) }),
})

type With = Readonly<Record<string, string>>

/** The action's whole run, as the runner starts it from the committed bundle: everything left at its default but this. */
function action(letter: string, title: string, inputs: (course: Course) => With): Contender {
  return {
    letter,
    title,
    run: async (course, database) => backUp(course, database, `${letter}-${Date.now()}`, inputs(course)),
  }
}

/** What backups are encrypted to, and opened with. */
export const identity = await generateIdentity()
const recipient = await identityToRecipient(identity)

export const ACTION = action('c', 'this action: proven, encrypted to an age key, to S3', () => ({
  'encrypt-to': recipient,
}))
export const PLAIN_ACTION = action('c2', 'the same without encryption', () => ({}))
export const FOLDER_ACTION = action('c3', 'the same as c, but to a folder', ({ scratch }) => ({
  'encrypt-to': recipient,
  destination: scratch,
}))
/** What restores are made of: not measured. */
export const KEPT_BACKUP = action('k', 'a backup in a folder that is kept', ({ kept }) => ({
  'encrypt-to': recipient,
  destination: kept,
}))

async function backUp(course: Course, database: string, prefix: string, inputs: With): Promise<Outcome> {
  const { server, store } = course
  const result = await runAction(course, {
    with: {
      'database-url': server.url(database),
      sslmode: 'disable',
      destination: `s3://${store.bucket}/${prefix}`,
      endpoint: store.endpoint,
      region: 'us-east-1',
      'aws-access-key-id': store.credentials.accessKeyId,
      'aws-secret-access-key': store.credentials.secretAccessKey,
      ...inputs,
    },
  })
  const manifest = manifestOutput.parse(JSON.parse(result.outputs['manifest'] ?? ''))
  return {
    storedBytes: manifest.stored.bytes,
    copyBytes: manifest.fingerprint.tables.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(result.peakMemoryBytes !== undefined && { peakMemory: result.peakMemoryBytes }),
  }
}
