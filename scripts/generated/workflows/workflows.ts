import { notifyInputs } from '../../../src/action/inputs/table/notify.ts'
import { s3AccessInputs, s3WritingInputs } from '../../../src/action/inputs/table/storage.ts'
import { BACKUP, CHECK, DRILL, FLEET, PRUNE, REPORT, RESTORE } from '../verbs.ts'
import type { CalledInput, CalledWorkflow } from './called-workflow.ts'

const NOTIFY = Object.keys(notifyInputs)
/** Which the workflows themselves say: of the steps beside the one that counts as the run only failures reach the heartbeat. */
const OWN = ['heartbeat-on']
/** A step before the one that matters says its failure; that all is well is for that one to say. */
const NOT_BEFORE = ['notify-on', 'next-run']
const STORE = Object.keys({ ...s3AccessInputs, ...s3WritingInputs })

/** How the jobs get their machine. */
function running(minutes: number): Readonly<Record<string, CalledInput>> {
  return {
    'runs-on': {
      description:
        'The label of a GitHub-hosted runner, such as `ubuntu-24.04-arm`. A self-hosted or larger runner takes no job of a workflow in a repository of another owner: copy an example with steps instead.',
      type: 'string',
      default: 'ubuntu-24.04',
    },
    'timeout-minutes': {
      description: 'After how many minutes a job is ended.',
      type: 'number',
      default: minutes,
    },
  }
}

const SERIES = {
  description:
    'The name that the backups of one database are filed under. Write the same one in each workflow of a database: its backups and prunes then wait for each other.',
}
const LOCK_TIMEOUT = { default: '30s' }

/** Every reusable workflow that hands on what it is given; a further one is a further entry. */
export const CALLED_WORKFLOWS: readonly CalledWorkflow[] = [
  {
    name: 'pre-deploy',
    steps: [
      { name: 'backup', verb: BACKUP, without: [] },
      { name: 'check', verb: CHECK, without: NOT_BEFORE },
    ],
    without: ['class', 'mode', 'least-privilege', 'age-identity', 'allow-folder', ...OWN],
    changed: { series: SERIES, 'lock-timeout': LOCK_TIMEOUT },
    own: {
      check: {
        description: 'Look first whether a backup can work, and say all that is wrong at once.',
        type: 'boolean',
        default: true,
      },
      ...running(60),
    },
    ownSecrets: {},
    requiredSecrets: ['database-url'],
  },
  {
    name: 'weekly',
    steps: [
      { name: 'full', verb: BACKUP, without: ['class'] },
      {
        name: 'schema',
        verb: BACKUP,
        // What is of rows only, and what one backup has already reported or taken.
        without: ['class', 'exclude-table-data', 'globals', 'min-size'],
      },
      {
        name: 'drill',
        verb: DRILL,
        without: ['series', 'class', 'sslmode', 'ssl-root-cert'],
      },
    ],
    without: ['mode', 'reuse-within', 'from', 'before', 'max-age', 'server-url', 'allow-folder', ...OWN],
    changed: {
      series: SERIES,
      class: { default: 'weekly' },
      'lock-timeout': LOCK_TIMEOUT,
    },
    own: {
      drill: {
        description:
          'Then restore the full backup into a throwaway server, and prove that it is equal. Needs the age identity or passphrase of an encrypted backup.',
        type: 'boolean',
        default: false,
      },
      ...running(180),
    },
    ownSecrets: {},
    requiredSecrets: ['database-url'],
  },
  {
    name: 'fleet',
    steps: [
      { name: 'backup', verb: BACKUP, without: ['class', 'destination', ...NOTIFY] },
      // Reads what is said of notifications too: what is wrong with it is reported before anything is backed up.
      { name: 'list', verb: FLEET, without: ['artifact', 'database-urls', ...STORE] },
      { name: 'summary', verb: FLEET, without: ['database-urls'] },
    ],
    without: [
      ...OWN,
      ...['database-url', 'series', 'mode', 'reuse-within', 'tables', 'expect-tables'],
      // Which the workflow itself says.
      ...['part', 'index', 'url-outcome', 'backup-outcome', 'job-status', 'key', 'results'],
      ...['failure-code', 'failure-message', 'started'],
      ...['list-result', 'backup-result', 'collect-outcome'],
    ],
    changed: {
      destination: {
        description:
          'Where backups are stored, as `s3://bucket/prefix`, except databases with one of their own. With `notify-on: change`, the last reported outcome is kept there.',
        required: false,
        default: '',
      },
      class: {
        description: 'How long `prune` keeps them, except databases with a class of their own.',
        default: 'daily',
      },
      'lock-timeout': LOCK_TIMEOUT,
      artifact: {
        description:
          'What the names of the artifacts begin with by which the jobs say their results. Two fleets of one workflow need two.',
        default: 'pg-backup-fleet',
      },
    },
    own: {
      'max-parallel': {
        description: 'How many databases are backed up at once.',
        type: 'number',
        default: 4,
      },
      ...running(180),
    },
    ownSecrets: {},
    requiredSecrets: ['database-urls'],
  },
  {
    name: 'prune',
    steps: [
      { name: 'plan', verb: PRUNE, without: ['dry-run', ...NOT_BEFORE] },
      { name: 'prune', verb: PRUNE, without: ['dry-run'] },
    ],
    without: [...OWN],
    changed: {
      series: {
        description:
          'Only backups of this series; every series if empty. Write the same one in each workflow of a database: its backups and prunes then wait for each other.',
      },
      archive: { default: true },
    },
    own: {
      environment: {
        description:
          'Who must approve is asked in this environment, after the plan was made and before anything is removed.',
        type: 'string',
        default: '',
      },
      ...running(60),
    },
    ownSecrets: {},
    requiredSecrets: [],
  },
  {
    name: 'restore',
    steps: [
      {
        name: 'plan',
        verb: RESTORE,
        without: ['series', 'class', 'before', 'dry-run', ...NOT_BEFORE],
      },
      { name: 'restore', verb: RESTORE, without: ['from', 'series', 'class', 'before', 'dry-run'] },
    ],
    // A path of a file that a runner has not: it holds nothing but what this workflow fetches.
    without: ['use-list', ...OWN],
    changed: { 'disable-outbound': { default: true } },
    own: {
      environment: {
        description:
          'The environment of the job that restores: anyone who must approve is asked there, after the plan was made.',
        type: 'string',
        required: true,
      },
      ...running(180),
    },
    ownSecrets: {},
    requiredSecrets: ['target-url'],
  },
  {
    name: 'drill',
    steps: [{ name: 'drill', verb: DRILL, without: ['series', 'class', 'before'] }],
    without: [...OWN],
    changed: {},
    own: running(180),
    ownSecrets: {},
    requiredSecrets: [],
  },
  {
    name: 'report',
    steps: [{ name: 'report', verb: REPORT, without: [] }],
    without: ['report-path', ...OWN],
    changed: {},
    own: {
      artifact: {
        description: 'The name of the artifact that the report is kept in.',
        type: 'string',
        default: 'pg-backup-report',
      },
      'retention-days': { description: 'How long the artifact is kept.', type: 'number', default: 30 },
      ...running(30),
    },
    ownSecrets: {},
    requiredSecrets: [],
  },
]
