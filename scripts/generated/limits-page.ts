import { formatSize } from '../../src/core/sizes.ts'
import { growingParts, MAX_OBJECT_BYTES, MAX_PARTS, memoryFor } from '../../src/storage/s3/part-plan.ts'

const GiB = 1024 ** 3
/** Of the stored backup: what the table has a row for. */
const SIZES = [1, 10, 50, 100, 250, 500, 1024, 2048, 5120].map(size => size * GiB)

/** docs/limits.md: what an upload to S3 takes, computed by the rule that cuts it, and what a restore needs. */
export function limitsPage(): string {
  return `# Limits

<!-- Written by \`npm run generate\` from src/storage/s3/part-plan.ts; do not edit. -->

Sizes count as PostgreSQL's do, 1 MB being 1,048,576 bytes.

S3 takes at most 10,000 parts, and 5 TB, in one upload, and a part that may have to be sent again has to be kept until
the store has accepted it. How large a backup becomes is known only at its end. So parts start with 8 MB and grow with
what was stored before them, and two of them are held, one being filled and one on its way, or as many as fit into 64 MB.

Up to ${formatSize(flatUntil())} of stored bytes (compressed, and encrypted where wanted) parts take 64 MB of memory, regardless of the
size of the database. Above that they take between 1.6 and 2 MB for each GB stored, and never more than ${size(memoryAt(MAX_OBJECT_BYTES, MAX_PARTS))}.

| Stored | Parts in memory | With \`max-parts: 1000\` |
| --- | --- | --- |
${SIZES.map(row).join('\n')}

The rest of the process is the same for any size: around 130 MB, measured. A folder as destination takes no parts, and
so none of this memory.

## Stores

A request goes without a byte in either direction for a minute at most (while the store puts an object together, for a third of
the whole time); then it is sent again, three times in all, and within 10 minutes. What fails at once (a refused connection, 500, 503) is sent up to
eight times. Each repetition has a line in the log. A part that takes hours on a slow line is never cut while bytes flow.

Everything that a store sends is read up to a limit: a manifest up to 64 MB, the record of a drill up to 8 MB, an answer (a page of a
listing) up to 16 MB, a refusal up to 64 KB, and 20,000 pages of a listing. What is larger than 4 MB is read one at a time.

All connections (S3, AWS's token service, packages, notifications) go through the proxy that \`HTTP_PROXY\` and \`HTTPS_PROXY\`
name, in lower or upper case. \`NO_PROXY\` takes names (with all below them), \`.example.com\`, \`*\`, \`host:port\` (that host alone), IPv4 networks
(\`10.0.0.0/8\`) and addresses; IPv6 networks are not known. This machine itself is always reached straight. Certificate authorities
come with \`NODE_EXTRA_CA_CERTS\` and \`AWS_CA_BUNDLE\`.

## Versions of PostgreSQL

Servers and clients of PostgreSQL 13 to 19 are tested. A client of an older *minor* version than the server may dump what only
newer minor versions know as if it were yours: \`pg_attver\`, by which the servers of November 2026 mark each column, is the first
of that kind. No older server loads such a dump. So a backup looks for a client that is as new as the server: in the tool cache, in
the usual folders and \`PGBIN\`, then in the repositories. If there is none it takes the newest and warns, as \`check\` does. What
servers set of columns for themselves does not count when definitions are compared. A drill takes a server of the minor version that
was backed up or a newer one, and if it gets none, says so.

A client with known security holes (below 13.22, 14.19, 15.14, 16.10, 17.6 and 18.0: CVE-2024-7348, CVE-2025-8714, CVE-2025-8715)
is replaced from a repository, or refused, also where \`PGBIN\` names it. What is in the tool cache serves for 30 days before a newer
version is looked for; if no repository answers, it serves on, and the next try is a day later. Older versions stay in the tool cache,
since other jobs may be using them: remove them with the rest of the cache.

## Restore

With one session a backup is streamed into the target: memory does not grow with it, and no disk is needed. It is one
transaction, which the server must be able to hold: a restore of a large database locks what it replaces until the end, and
keeps the old rows' room until a VACUUM. Several sessions (\`jobs\`) load from a file: it needs as much disk as the dump had when
pg_dump wrote it, and 256 MB to spare; where there is less, the backup is streamed.

Undone with the transaction are sequences too, except those that the role may set and does not own: the plan names them, and so
does the end of a restore that failed. Rows alone (\`mode: data\`, \`tables\`) are not brought into a partitioned table that has
partitions with rows which the backup does not know, nor large objects over those of the same numbers, unless \`allow: not-empty\`
is written: then those are replaced too. A subscription of the target that the backup has is made again, switched off; its
publisher is not asked, and keeps the slot.

The proof dumps the target once more, which takes about as long as a backup of it. It compares definitions only where the
client is of the backup's own major version, since pg_dump words them otherwise from major to major; rows and sequences are
compared in any case. SQL text (\`format: plain\`) is restored whole, into an empty database; with \`disable-outbound\` pg_cron's jobs
and pg_net's requests in it are switched off as they are loaded, and their tables not compared.

The proof does not take the order of rows for content, since a load may store them in another one. Of a table that has as
many rows and bytes as in the backup, and another sum, the backup and the table are read once more, and the rows are compared
in any order: that downloads the backup a second time, and takes 2 s of the processor for a million short rows.

Neither a backup nor the proof looks at what a server computes of rows by itself, and computes again: the contents of
materialized views, of stored generated columns and of indexes. A restore of a whole backup fills materialized views by their
queries, also with \`mode: data\`; with \`tables\`, and from a backup of \`mode: data\`, they keep what they held: run
\`REFRESH MATERIALIZED VIEW\` yourself. Settings of the database (\`ALTER DATABASE … SET\`) are not compared: a restore leaves
them out and names them. It leaves out the database's own comment, security label and privileges as well, and does not name
them. Of a table that inherits, the order of its own columns is left out, since a restore may change it.

psql takes any word \`begin\` outside of parentheses in the definition of a routine for the beginning of its body, be it the
name of a function or of a column in a SQL body; and a quoted name behind a colon, as in \`a[1:"PORT"]\`, for its own variable of that
name. This action quotes such names, and sets a space behind such a colon, on their way into psql; SQL text that holds them does
not load by psql alone, or not the same.

## Waiting

\`stall-timeout\` (10 minutes, unless given) is how long a server may show no progress: no byte of a dump, no statement of a load done, no
answer to a query. It is then asked on a second connection. A server that does not answer there either, or whose session waits for
this side, ends the run (\`database-stalled\`). One that is at work, on an index or behind a lock, is waited for, with a line in the log;
after twelve such times in which nothing of its session changed, it ends the run too: a process that was stopped looks the same.
A query of the catalogs has a limit of its own, 45 seconds.

The programs that bytes pass through, \`pg_restore\` and \`gpg\`, have the same limit each (\`program-stalled\`). Its clock runs only while bytes
wait for the program, or it has had them all, and its output has room: a slow store is not its fault. A program that takes no byte and
writes none, but uses the processor, is waited for, at most twelve times as long. The run ends within the limit and about 10 seconds.

## Inputs and outputs

Linux takes 128 KiB for an environment variable, in which the runner hands over each input, and in which a later step usually gets
an output: no output is longer than 100 kB, and an input such as \`expect-tables\` must not be longer than that. Lists are cut; of a
long manifest the lists of tables and objects are left out; \`use-list\` and other JSON that does not fit are empty.

## Prune

Everything is listed, a thousand objects with each request. Pages are not kept: of each backup its key and what decides are,
less than 1 kB, and the process takes about 1 kB for each object at its peak above what it takes for none (docs/benchmarks.md
has 100,000 objects). A manifest is read only where the name does not decide: where the class does, and of
the newest backup of each group in which something goes. Locks are asked for of what is to go, and only in a bucket that has
them. Removal takes a request for a thousand objects.

Versions that were deleted before stay where \`versions: all\` is not written. Two prunes of one destination at once do each
other no harm, but one of them may say that something is gone already: give their workflow a \`concurrency\` group.

## Drill

A drill takes disk for the opened dump, in \`RUNNER_TEMP\` until the loaded rows are compared, and for the restored database beside it: what
the source has, less its bloat. SQL text, and archives whose order matters, are loaded by one session no matter what \`jobs\` says. A
single check may take 10 minutes. The lists in its record hold 100 entries each. Rows that are backed up alone
(\`mode: data\`) cannot be drilled, and SQL text whose policies name roles only on a server that has them. What only a superuser may make
(functions in C or in untrusted languages, LEAKPROOF functions, base types, operator classes) needs \`trusted: true\`; in SQL text
so do event triggers, subscriptions and publications of all tables. What
TimescaleDB needs around a load is not done: its backups are refused. Not compared are the contents of materialized views and of
generated columns, which the load computes again, and settings of the database (ALTER DATABASE … SET). A materialized view
over foreign tables asks their servers while it is filled, with what the backup knows of them: the drill's own server has no network
where a [sandbox](security.md#the-drills-sandbox) can be made; elsewhere drill such a backup where these cannot be reached.

A sandbox costs a fraction of a second for each program that is started in it. On PostgreSQL 13 and 14 each look at its views of
statistics waits 10 seconds there if the machine has neither \`ip\` nor \`ifconfig\`. What a run leaves that is lost together with
its post step is swept by the next run on the same machine: files of drills and restores. Another container's, or another user's, only
once it is 7 days old, or not at all. Where the runner empties \`RUNNER_TEMP\` before that, and there was no sandbox, a System V
segment of 56 bytes stays until the machine starts again.
`
}

function row(stored: number): string {
  const cells = [MAX_PARTS, 1000].map(maxParts => size(memoryAt(stored, maxParts)))
  return `| ${formatSize(stored)} | ${cells.join(' | ')} |`
}

function size(bytes: number | undefined): string {
  return bytes === undefined ? 'too large' : formatSize(bytes)
}

/** What parts take together when so much is stored; undefined where it needs more parts than there are. Bytes. */
function memoryAt(stored: number, maxParts: number): number | undefined {
  const plan = growingParts(maxParts)
  let before = 0
  for (let number = 1; number <= maxParts; number++) {
    before += plan(number)
    if (before >= stored) return memoryFor(plan(number))
  }
  return undefined
}

/** Up to how much is stored before parts need more memory than at the beginning. Bytes. */
function flatUntil(): number {
  const plan = growingParts(MAX_PARTS)
  let before = 0
  for (let number = 1; memoryFor(plan(number)) === memoryFor(plan(1)); number++) before += plan(number)
  return before
}
