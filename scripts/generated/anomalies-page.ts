import { MOST_FINDINGS } from '../../src/anomaly/anomalies.ts'
import { LEAST_BYTES, LEAST_MS, LEAST_ROWS, LEAST_TIMED } from '../../src/anomaly/figures.ts'
import { MOST_READ } from '../../src/anomaly/read-history.ts'
import { LEAST_ROWS_TO_GROW, LEAST_ROWS_TO_LOSE } from '../../src/anomaly/tables.ts'
import { DEFAULT_THRESHOLDS, LARGEST_WINDOW } from '../../src/anomaly/thresholds.ts'
import { formatDuration } from '../../src/core/durations.ts'
import { formatSize } from '../../src/core/sizes.ts'

const { percent, window } = DEFAULT_THRESHOLDS

/** docs/anomalies.md: when a backup is called odd, with the numbers that the code has. */
export function anomaliesPage(): string {
  return `# Anomalies

<!-- Written by \`npm run generate\` from src/backup/anomaly; do not edit. -->

A backup can be complete and proven, and the database have lost half its rows the hour before. So each backup, once it is
stored, is compared with those before it. It stays stored anything that comes of that: \`on-anomaly: warn\` (the default) shows
what is odd, \`fail\` fails the step afterwards, with outputs and summary written, and \`ignore\` compares nothing.

## Which backups it is compared with

The last ${window} (\`anomaly-window\`, 1 to ${LARGEST_WINDOW}) of the same series, class and mode, and with the same \`tables\`, \`exclude-tables\`,
\`schemas\`, \`exclude-schemas\` and \`exclude-table-data\`: with another selection every table that it leaves out would look lost.
Where there are fewer, with as many as there are, and where there is none it says so: the first backup has too little history.
A backup whose own run failed for what it was compared with (\`on-anomaly: fail\`, \`on-schema-drift: fail\`) is left out: a
second try fails like the first, until one with \`warn\` or \`notice\` says that it is meant so. Later ones are compared with that.
The size and the rows in all are held against the mean: where these are others for good, write \`anomaly-window: 1\` for a while too.

They are found by one listing of the series in \`destination\`, and at most ${MOST_READ} manifests are read, from the newest on. Where the
store does not allow that, a warning says that the backup was not compared; that never fails a step.

## What is odd

Further than ${percent} % (\`anomaly-threshold\`) from their mean, up or down, exactly so far not included:

| What | Odd when beyond the threshold, and |
| --- | --- |
| Size of the dump, among those with the same \`format\` and \`compression\`; where there are none, of the rows uncompressed | ${formatSize(LEAST_BYTES)} or more from the mean |
| Rows in all | ${LEAST_ROWS} or more from the mean |
| Time to dump and store, without the preparation | ${formatDuration(LEAST_MS)} or more from the mean, outside of all that there were, and there were at least ${LEAST_TIMED} |
| Rows of a table: fewer | fewer than each time before, and ${grouped(LEAST_ROWS_TO_LOSE)} or more on average |
| Rows of a table: more | beyond the threshold from the most there were, too, and ${grouped(LEAST_ROWS_TO_GROW)} or more on average |

And regardless of the threshold and the size of the table:

- a table that held rows in the backup before, and **is gone**. Partitions are left out, since they come and go; what goes with
  them shows in the rows in all. (With \`mode: data\` nothing says which tables are partitions.)
- a table that held rows each time before, and **is empty**. One that was empty among the last ones, as queues are, is not reported.

Large objects are counted as the rows of a table are. What is stored is the dump and, where it is encrypted, next to nothing
more, so it is not compared apart.

## Changed schemas

That definitions or extensions are others than in the newest backup before is reported, with what was added, removed and changed,
and is no anomaly: migrations do it. \`on-schema-drift\` makes it a warning or a failure instead of a notice, or leaves it out.
Definitions are compared only with a backup of the same format, \`no-acl\` and major version of pg_dump, which words them
otherwise from major to major.

## The output \`anomaly-report\`

\`{"evaluated":false,"why":"…"}\` where it could not be compared, and otherwise:

| Field | What it holds |
| --- | --- |
| \`judged\` | \`true\` |
| \`window\`, \`percent\` | what was asked for |
| \`compared\` | how many backups it was compared with |
| \`enough\` | \`false\` where there was none |
| \`figures\` | size, rows and duration, odd or not: \`kind\`, \`what\`, \`before\`, \`now\`, \`change\`, \`odd\` |
| \`findings\` | the worst first: \`kind\` (\`size\`, \`rows\`, \`duration\`, \`table\`, \`schema\`, \`extensions\`), \`weight\` (\`anomaly\` or \`drift\`), \`what\`, \`before\`, \`now\`, \`change\`, and \`text\`, all of it as a sentence; of kind \`schema\` also \`schema\`: \`since\`, \`added\`, \`removed\`, \`changed\`, each with its \`count\` and the \`first\` of them |
| \`anomalies\` | how many there are; \`findings\` lists ${MOST_FINDINGS} at most, and drift besides |
| \`totals\` | where there are more than five: what they come to, such as \`2,500 tables are empty, 1,500 are gone, rows in all −80.0 %\`, which is reported before any table is named |
| \`notCompared\` | what could not be compared, and why |
`
}

function grouped(number: number): string {
  return number.toLocaleString('en-US')
}
