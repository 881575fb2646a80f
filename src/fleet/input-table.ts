import { fitting, oneOf, text, wholeNumber } from '../action/inputs/readers.ts'
import { defaulting, optional, required, type ValuesOf } from '../action/inputs/row.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { s3AccessInputs, s3WritingInputs } from '../action/inputs/table/storage.ts'
import { BACKUP_CLASSES } from '../catalog/backup-class.ts'
import { parseDestination, parseFolder } from '../catalog/destination.ts'
import { MOST_ENTRIES } from './entry.ts'
import { ENDINGS } from './outcome.ts'

export const FLEET_PARTS = ['list', 'url', 'result', 'summary'] as const

/** How a step or a job ended, as `steps` and `needs` have it. */
const ending = oneOf(ENDINGS)

/** What the workflow of many databases is made of. */
const fleetInputs = {
  part: required(oneOf(FLEET_PARTS), {
    description:
      'What is done: `list` reads the list, `url` takes the URL of one database out of the secret, `result` writes down what became of it, `summary` records all.',
  }),
  databases: required(text, {
    description: `A JSON list, each \`{"name", "secret", "destination", "class"}\`: the series, the name of its URL in \`database-urls\`, and, where they are others than those of all, the destination and the class. GitHub takes ${MOST_ENTRIES} of them.`,
  }),
  destination: optional(
    { read: parseDestination },
    {
      description:
        'Where the backups are stored whose entries say nothing else. With `notify-on: change`, the last reported outcome is kept there.',
    },
  ),
  class: defaulting(oneOf(BACKUP_CLASSES.filter(each => each !== 'pre-restore')), 'daily', {
    description: 'The class of those whose entries say nothing else.',
  }),
  index: optional(wholeNumber(0, MOST_ENTRIES - 1), {
    description: 'With `url` and `result`: the place of the database in the list, from 0.',
  }),
  'database-urls': optional(text, {
    secret: true,
    verbatim: true,
    description:
      'A JSON object: the URL of each database, by the names that `databases` gives. GitHub takes 48 KB for a secret: room for 256 URLs of 180 characters. Write it on one line: GitHub masks each line of a secret, and a line may be a brace.',
  }),
  'url-outcome': optional(ending, {
    description: 'With `result`: how the step ended that takes the URL.',
  }),
  'backup-outcome': optional(ending, {
    description: 'With `result`: how the step ended that backs up.',
  }),
  'job-status': optional(ending, { description: 'With `result`: `job.status`.' }),
  'failure-code': optional(fitting(/^[a-z][a-z0-9-]{1,60}$/, 'not a code of an error'), {
    description: 'With `result`: the output `failure-code` of the backup.',
  }),
  'failure-message': optional(text, {
    description: 'With `result`: the output `failure-message` of the backup.',
  }),
  key: optional(text, { description: 'With `result`: the output `key` of the backup.' }),
  results: optional(
    { read: parseFolder },
    { description: 'With `result` and `summary`: the folder that the results are in.' },
  ),
  'list-result': optional(ending, {
    description: 'With `summary`: how the job ended that reads the list.',
  }),
  'backup-result': optional(ending, {
    description: 'With `summary`: how the job ended that backs up, all of its legs together.',
  }),
  'collect-outcome': optional(ending, {
    description: 'With `summary`: how the step ended that collects the results.',
  }),
  started: optional(fitting(/^\d+ \d{4}-\d\d-\d\dT[\d:.]+Z$/, 'not what the part list says of its start'), {
    description: 'With `summary`: the output `started` of `list`.',
  }),
  artifact: optional(fitting(/^[^\r\n]{1,200}$/, 'has several lines, or more than 200 characters'), {
    description:
      'With `summary`: what the names of the artifacts begin with. Two fleets of one workflow are distinguished by it.',
  }),
}

/** Every input of the fleet action, once. */
export const FLEET_INPUTS = {
  ...fleetInputs,
  ...s3AccessInputs,
  // For the last reported outcome, which is all that it stores.
  sse: s3WritingInputs.sse,
  'sse-kms-key-id': s3WritingInputs['sse-kms-key-id'],
  ...notifyInputs,
}

export type FleetInputValues = ValuesOf<typeof FLEET_INPUTS>
export type FleetPart = (typeof FLEET_PARTS)[number]
