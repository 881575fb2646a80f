import { generateIdentity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'
import { ActionRunner } from '../../__tests__/support/action-runner.ts'
import type { Contender, Course, Outcome } from './contender.ts'

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
    run: async (course, database) => runAction(course, database, `${letter}-${Date.now()}`, inputs(course)),
  }
}

/** For profiling: `NODE_OPTIONS=--cpu-prof` reaches the action's process only in this way. */
const PASSED_ON: With = process.env['BENCH_NODE_OPTIONS']
  ? { NODE_OPTIONS: process.env['BENCH_NODE_OPTIONS'] }
  : {}

const recipient = await identityToRecipient(await generateIdentity())

export const ACTION = action('c', 'this action: proven, encrypted to an age key, to S3', () => ({
  'encrypt-to': recipient,
}))
export const PLAIN_ACTION = action('c2', 'the same without encryption', () => ({}))
export const FOLDER_ACTION = action('c3', 'the same as c, but to a folder', ({ scratch }) => ({
  'encrypt-to': recipient,
  destination: scratch,
}))

async function runAction(
  { clientRepository, repository, server, signal, store, toolCache }: Course,
  database: string,
  prefix: string,
  inputs: With,
): Promise<Outcome> {
  using runner = new ActionRunner({ toolCache })
  const result = await runner.run({
    repository,
    with: {
      'database-url': server.url(database),
      destination: `s3://${store.bucket}/${prefix}`,
      endpoint: store.endpoint,
      region: 'us-east-1',
      'aws-access-key-id': store.credentials.accessKeyId,
      'aws-secret-access-key': store.credentials.secretAccessKey,
      sslmode: 'disable',
      ...(clientRepository !== undefined && { 'client-repository': clientRepository }),
      ...inputs,
    },
    env: PASSED_ON,
    cancel: { at: signal },
  })
  signal.throwIfAborted()
  if (result.conclusion !== 'success') throw new Error(`the action failed:\n${result.log.masked}`)
  const manifest = manifestOutput.parse(JSON.parse(result.outputs['manifest'] ?? ''))
  return {
    storedBytes: manifest.stored.bytes,
    copyBytes: manifest.fingerprint.tables.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(result.peakMemoryBytes !== undefined && { peakMemory: result.peakMemoryBytes }),
  }
}
