import type { ErrorTopic } from '../../src/core/errors.ts'
import { SOURCE_ERRORS } from './source-errors.ts'

interface Section {
  readonly title: string
  readonly about: string
}

/** docs/errors.md, in the order in which a backup may meet them. */
const SECTIONS: Readonly<Record<ErrorTopic, Section>> = {
  inputs: { title: 'Inputs', about: 'Reported before anything is done, all at once.' },
  client: {
    title: "The machine and PostgreSQL's client",
    about: "How the client programs of the server's version get onto the runner, and how they fare there.",
  },
  database: { title: 'Database', about: 'Reaching the server, signing in, reading.' },
  dump: {
    title: 'The dump and its proof',
    about: 'The dump is not what a backup must be. Do not trust what a code of kind integrity is about.',
  },
  anomalies: {
    title: 'Compared with earlier backups',
    about:
      'Reported after the backup is proven and stored: the only codes with which a backup fails and is there all the same.',
  },
  'stored-backups': {
    title: 'Stored backups',
    about: 'Reading them again. What a code of kind integrity is about must not be trusted.',
  },
  restoring: { title: 'Restoring', about: 'Reported before anything is changed, all that is found at once.' },
  loading: {
    title: 'Loading a backup',
    about:
      'Getting a backup into a server: what it trips over there. With single-transaction nothing is changed, except the two codes that say otherwise.',
  },
  target: {
    title: 'The database that is restored into',
    about: 'What is done to it beside loading the data.',
  },
  drills: {
    title: 'Drills',
    about:
      'What a drill found out about a backup, and what kept it from finding out anything, which leaves no record.',
  },
  'throwaway-server': {
    title: 'The throwaway server',
    about: 'The PostgreSQL that a drill starts for itself: finding it, installing it, running it.',
  },
  pruning: { title: 'Pruning', about: 'Reported before anything is removed.' },
  reports: { title: 'Reports', about: 'What fails a report, after it was written where it can be.' },
  checks: {
    title: 'Checks',
    about: 'What only check says; the other codes that it may give are those that a backup would.',
  },
  fleet: {
    title: 'Many databases',
    about: 'What only fleet says, of databases that are backed up in a job each.',
  },
  encryption: { title: 'Encryption', about: 'Sealing the dump with age or gpg, and opening it again.' },
  storage: { title: 'Storage', about: 'The bucket or folder that the backup goes to.' },
  notifications: {
    title: 'Notifications',
    about:
      'Each is a warning, and never fails a run: somebody was not notified. The code run-killed is what receivers get when the step cannot speak for itself.',
  },
  results: {
    title: 'The results of a step',
    about: 'The work is done, and the job does not get its results.',
  },
  'ended-early': { title: 'Ended early', about: 'The run was stopped from outside.' },
  bug: { title: 'A bug of this action', about: 'You cannot fix this, and should not have to.' },
}

/** docs/errors.md: everything that can go wrong, by the code that the log shows. */
export function errorsPage(): string {
  return `# Errors

<!-- Written by \`npm run generate\` from the definitions in src; do not edit. -->

Every failure is reported in one line, what happened and why, with a hint of what to do, and has a code that never changes.
Messages name the host and the role, never the password or the URL. Nothing is stored by a run that fails, except a backup
that is unlike those before it.

The kind says whose turn it is: \`input\` is fixed in the workflow, \`environment\` on the machine, \`database\` and
\`storage\` at the server and the store, \`integrity\` means that a backup or package must not be trusted, and \`bug\` is ours.

${Object.entries(SECTIONS).map(section).join('\n')}`
}

function section([topic, { title, about }]: readonly [string, Section]): string {
  const rows = SOURCE_ERRORS.filter(error => error.topic === topic).map(
    ({ code, kind, meaning, fix }) => `| \`${code}\` | ${kind} | ${cell(meaning)} | ${cell(fix)} |`,
  )
  return `## ${title}

${about}

| Code | Kind | What it means | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** Markdown cells end at a bar, and take angle brackets for tags. */
function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;')
}
