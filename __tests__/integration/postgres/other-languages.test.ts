import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupError } from '../../../src/core/errors.ts'
import { runChecks } from '../../../src/drill/run-checks.ts'
import { startApply } from '../../../src/postgres/apply/apply.ts'
import { childOptions, explainEnd, explainRestore } from '../../../src/postgres/children.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { libpqArguments, libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { runSql } from '../../../src/restore/post-restore/run-sql.ts'
import { startChild } from '../../../src/stream/child.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { openLedger } from '../../support/run-backup.ts'
import { noSpeakingServer, type SpeakingServer, startSpeakingServer } from '../../support/speaking-server.ts'

const LANGUAGES = ['de_DE', 'fr_FR', 'es_ES', 'ru_RU', 'ja_JP', 'zh_CN', 'sv_SE', 'uk_UA'] as const
const CANARY = 'alice@secret.example'
const NAMES = {
  contents: { extensions: [] },
  fingerprint: {
    objects: ['t', 't t_pkey', 't t_rule', 'child child_fk', 'judged(text)', 'mood'].map(name => ({
      kind: 'ANY',
      schema: 'public',
      name,
      sha256: '',
    })),
    tables: [],
  },
}

const SCHEMA = `
  CREATE TYPE mood AS ENUM ('fine'); CREATE DOMAIN short AS text CONSTRAINT short_rule CHECK (length(VALUE) < 4);
  CREATE TABLE t (a text CONSTRAINT t_pkey PRIMARY KEY, n int, d date, s short, m mood, v varchar(3), u uuid, j jsonb,
    x text NOT NULL DEFAULT '', b bigint GENERATED ALWAYS AS IDENTITY, CONSTRAINT t_rule CHECK (x <> '${CANARY}'));
  CREATE TABLE child (a text CONSTRAINT child_fk REFERENCES t);
  CREATE TABLE apart (r int4range, EXCLUDE USING gist (r WITH &&));
  CREATE TABLE parted (a text) PARTITION BY LIST (a);
  CREATE FUNCTION judged(v text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no %', v; END$$;
  CREATE FUNCTION disguised(v text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN
    RAISE unique_violation USING MESSAGE = 'duplicate key value violates unique constraint "' || v || '"', CONSTRAINT = v, TABLE = v; END$$;
  CREATE FUNCTION forged(v text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN
    RAISE EXCEPTION E'x\\nERROR:  23505: duplicate key value violates unique constraint "%"\\nCONSTRAINT NAME:  %', v, v; END$$;
  CREATE FUNCTION dynamic(v text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN EXECUTE 'SELECT * FROM ' || quote_ident(v); RETURN true; END$$;
  CREATE FUNCTION noticing(v text) RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
  CREATE TABLE judges (v text CHECK (judged(v))); CREATE TABLE disguises (v text CHECK (disguised(v)));
  CREATE TABLE forges (v text CHECK (forged(v))); CREATE TABLE dynamics (v text CHECK (dynamic(v)));
  CREATE TABLE looks (v text CHECK (v::regclass IS NOT NULL)); CREATE TABLE loose (v text); INSERT INTO loose VALUES ('${CANARY}'), ('${CANARY}');
  CREATE ROLE poor LOGIN; GRANT CONNECT ON DATABASE postgres TO poor`.replace(
  'CREATE FUNCTION noticing(v text)',
  'CREATE FUNCTION noticing()',
)

const copy = (table: string, row: string): string => `COPY ${table} FROM stdin;\n${row}\n\\.\n`
/** What a restore may run, and the code of its failure in any language. */
const FAILURES: readonly (readonly [sql: string, code: string])[] = [
  [copy('t (a)', `${CANARY}\n${CANARY}`), 'restore-rows-exist'],
  [`CREATE UNIQUE INDEX i ON loose (v)`, 'restore-rows-not-unique'],
  [copy('apart', '[1,5)\n[2,3)'), 'restore-rows-exist'],
  [copy('child', CANARY), 'restore-foreign-key-violated'],
  [copy('t (a, x)', `a\t${CANARY}`), 'restore-check-violated'],
  [copy('t (a, x)', `${CANARY}\t\\N`), 'restore-check-violated'],
  [copy('t (a, s)', `a\t${CANARY}`), 'restore-check-violated'],
  [copy('parted', CANARY), 'restore-check-violated'],
  [copy('t (a, n)', `a\t${CANARY}`), 'restore-value-refused'],
  [copy('t (a, n)', `a\t99999999999`), 'restore-value-refused'],
  [copy('t (a, d)', `a\t2024-13-45`), 'restore-value-refused'],
  [copy('t (a, d)', `a\t${CANARY}`), 'restore-value-refused'],
  [copy('t (a, m)', `a\t${CANARY}`), 'restore-value-refused'],
  [copy('t (a, u)', `a\t${CANARY}`), 'restore-value-refused'],
  [copy('t (a, j)', `a\t${CANARY}`), 'restore-value-refused'],
  [copy('t (a, v)', `a\t${CANARY}`), 'restore-column-differs'],
  [copy('t (a)', `a\t${CANARY}`), 'restore-column-differs'],
  [copy('judges', CANARY), 'restore-function-raised'],
  [copy('disguises', CANARY), 'restore-function-raised'],
  [copy('forges', CANARY), 'restore-function-raised'],
  [copy('dynamics', CANARY), 'restore-search-path'],
  [copy('looks', 'alice_secret'), 'restore-object-missing'],
  [copy('looks', CANARY), 'restore-object-missing'],
  [
    `UPDATE loose SET v = 'alice_secret'; CREATE INDEX i ON loose ((v::regclass::oid))`,
    'restore-statement-refused',
  ],
  [`ALTER TABLE loose ADD CHECK (v::regtype IS NOT NULL)`, 'restore-syntax'],
  [`SELECT '${CANARY}'::int`, 'restore-value-refused'],
  [`SELEC '${CANARY}'`, 'restore-syntax'],
  [`CREATE TABLE t ()`, 'restore-object-exists'],
  [`DROP TABLE t`, 'restore-object-needed'],
  [`CREATE TABLE n (a no_such_type)`, 'restore-object-missing'],
  [`CREATE EXTENSION no_such_extension`, 'restore-extension-unavailable'],
]

const reason = noSpeakingServer()

describe.skipIf(reason !== undefined)(
  `a server that does not speak English${reason ? `: ${reason}` : ''}`,
  () => {
    let client: PostgresClient
    let server: SpeakingServer
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'languages-'))
      client = await provideTestClient(15)
      server = await startSpeakingServer(LANGUAGES)
      await server.sql('postgres', SCHEMA)
      for (const language of ['C', ...LANGUAGES]) {
        await server.sql('template1', `CREATE DATABASE "${language}" TEMPLATE postgres`)
        const locale = language === 'C' ? 'C' : `${language}.UTF-8`
        await server.sql('postgres', `ALTER DATABASE "${language}" SET lc_messages = '${locale}'`)
      }
    }, 400_000)
    afterAll(async () => {
      await server?.[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    })

    function connection(language: string) {
      return connectionTo(`${server.url(language)}?sslmode=disable`)
    }

    async function failure(language: string, sql: string): Promise<BackupError> {
      const to = connection(language)
      const apply = startApply(client, {
        // A dump names the schema of everything; these inputs are short.
        ...{ transaction: true, before: 'SET LOCAL search_path = public', last: '', sessionSettings: [] },
        connectionArguments: libpqArguments(to),
        child: childOptions(openLedger(), libpqEnvironment(to, process.env), AbortSignal.timeout(60_000)),
        explain: explainRestore(to, NAMES),
      })
      await pipeline(Readable.from([`${sql};\n`]), apply.sink).catch(() => {})
      return refusal(apply.finish())
    }

    it('really speaks them', async () => {
      const words = new Set<string>()
      for (const language of LANGUAGES)
        await server.sql(language, 'SELECT 1/0').catch((error: Error) => words.add(error.message))
      expect(words.size).toBe(LANGUAGES.length)
      expect(words).not.toContain('division by zero')
    })

    it.each(['C', ...LANGUAGES])('names the same cause in %s, and no value of a row', async language => {
      const codes: (readonly [sql: string, code: string])[] = []
      for (const [sql] of FAILURES) {
        const { code, hint, message } = await failure(language, sql)
        expect(`${message} ${hint}`).not.toMatch(/alice|99999999999|2024-13-45|undefined|\n/)
        codes.push([sql, code])
      }
      expect(codes).toEqual(FAILURES)
    })

    it.each(['C', ...LANGUAGES])(
      'has no value of a row where pg_restore loads by itself, in %s',
      async language => {
        await server.sql('postgres', 'DROP DATABASE IF EXISTS source').catch(() => {})
        await server.sql('postgres', 'CREATE DATABASE source')
        await server.sql(
          'source',
          `CREATE TABLE loose (v text); INSERT INTO loose VALUES ('${CANARY}'), ('${CANARY}')`,
        )
        const file = join(folder, `${language}.dump`)
        const env = libpqEnvironment(connection('source'), process.env)
        const signal = AbortSignal.timeout(60_000)
        const dump = startChild(client.program('pg_dump'), ['-Fc', '-a', '-f', file], { env, signal })
        expect(await dump.ended).toEqual({ code: 0 })
        const to = connection(language)
        await server.sql(
          language,
          'TRUNCATE loose; DROP INDEX IF EXISTS one; CREATE UNIQUE INDEX one ON loose (v)',
        )
        const restore = startChild(
          client.program('pg_restore'),
          ['--verbose', '--exit-on-error', '--jobs=2', ...libpqArguments(to), file],
          { env: libpqEnvironment(to, process.env), signal },
        )
        restore.stdout.resume()
        const end = await restore.ended
        const error = explainRestore(to, NAMES)(restore, end)
        expect(error.message).not.toContain('alice')
        // No SQLSTATE is to be had from pg_restore.
        const code =
          language === 'C'
            ? 'restore-rows-exist'
            : expect.stringMatching(/^(?:postgres-failed|restore-statement-refused)$/)
        expect(error).toMatchObject({ code })
        await server.sql(
          language,
          `DROP INDEX one; TRUNCATE loose; INSERT INTO loose VALUES ('${CANARY}'), ('${CANARY}')`,
        )
      },
    )

    it.each(LANGUAGES)('has no value of a row in the failure of post-restore-sql, in %s', async language => {
      for (const sql of [
        `INSERT INTO t (a) VALUES ('${CANARY}'), ('${CANARY}')`,
        `SELECT v::int FROM loose`,
        `SELECT judged(v) FROM loose`,
        `SELECT disguised(v) FROM loose`,
        `SELECT v::regclass FROM loose`,
      ]) {
        const error = await refusal(
          runSql(
            { connection: connection(language), client, name: 'masking', sql, transaction: true },
            { journal: openLedger(), env: process.env, signal: AbortSignal.timeout(60_000) },
          ),
        )
        expect(error.code).toBe('sql-failed')
        expect(`${error.message} ${error.hint}`).not.toContain('alice')
      }
    })

    it.each(LANGUAGES)('has no value of a row in the failure of a check, in %s', async language => {
      const sql = [
        'SELECT v::int FROM loose',
        'SELECT judged(v) FROM loose',
        'SELECT disguised(v) FROM loose',
        'SELECT v::regclass FROM loose',
      ]
      const checks = sql.map(each => ({ label: each, sql: each, line: 1 }))
      const outcomes = await runChecks(connection(language), checks, {
        signal: AbortSignal.timeout(60_000),
        timeoutMs: 10_000,
      })
      for (const { failure } of outcomes) expect(failure).not.toContain('alice')
    })

    it.each(LANGUAGES)('says why pg_dump failed at a table, without its row, in %s', async language => {
      const to = connection(language)
      const dump = startChild(client.program('pg_dump'), ['-t', 'no_such_table', ...libpqArguments(to)], {
        env: libpqEnvironment(to, process.env),
        signal: AbortSignal.timeout(60_000),
      })
      dump.stdout.resume()
      const error = explainEnd(to)(dump, await dump.ended)
      expect(error).toMatchObject({ code: 'nothing-matched' })
    })
  },
)
