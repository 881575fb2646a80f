import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupError } from '../../../src/core/errors.ts'
import { startApply } from '../../../src/postgres/apply/apply.ts'
import { childOptions, explainRestore } from '../../../src/postgres/children.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { libpqArguments, libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { openLedger } from '../../support/run-backup.ts'

const NAMES = {
  contents: { extensions: [] },
  fingerprint: {
    objects: ['j', 'judged(text)'].map(name => ({ kind: 'ANY', schema: 'public', name, sha256: '' })),
    tables: [],
  },
}
const MAJORS = availableMajors().filter(major => [15, 17, 18, 19].includes(major))

const SCHEMA = `
  CREATE ROLE loader LOGIN PASSWORD 'loader-pw'; CREATE ROLE owner;
  CREATE TABLE parent (id int PRIMARY KEY); INSERT INTO parent VALUES (1);
  CREATE TABLE child (id int CONSTRAINT has_parent REFERENCES parent, t varchar(3), d timestamptz);
  CREATE TABLE generated (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
  CREATE TABLE checked (a int CONSTRAINT is_positive CHECK (a > 0));
  CREATE VIEW seen AS SELECT * FROM parent; CREATE TYPE colour AS ENUM ('red');
  GRANT SELECT ON parent TO loader`

/** SQL that a restore may run, the code and the words that its failure is reported with; who runs it. */
const FAILURES = [
  ['CREATE EXTENSION vector', 'restore-extension-unavailable', 'extension vector'],
  ['CREATE SCHEMA public', 'restore-object-exists', 'schema "public"'],
  ['CREATE TABLE parent ()', 'restore-object-exists', 'relation "parent"'],
  ['ALTER TABLE parent ADD PRIMARY KEY (id)', 'restore-object-exists', 'table "parent"'],
  ['ALTER TABLE parent OWNER TO gone', 'restore-role-unknown', 'no role gone'],
  ['DROP TABLE parent', 'restore-object-needed', 'cannot drop table parent'],
  [
    'DROP TABLE parent',
    'restore-object-needed',
    'since constraint has_parent on table child depends on table parent; view seen depends',
  ],
  ['TRUNCATE parent', 'restore-object-needed', 'foreign key'],
  ['INSERT INTO parent VALUES (1)', 'restore-rows-exist', 'parent_pkey'],
  ['COPY child (id) FROM stdin;\n9\n\\.\n', 'restore-foreign-key-violated', 'has_parent'],
  ['DELETE FROM child; INSERT INTO child VALUES (1); DELETE FROM parent', 'restore-foreign-key-violated', ''],
  ['COPY checked FROM stdin;\n-5\n\\.\n', 'restore-check-violated', 'is_positive'],
  [
    'ALTER TABLE parent ALTER COLUMN id SET (pg_later=1)',
    'restore-parameter-unknown',
    'the option pg_later of the backup: a newer version of the server wrote it, be it only a newer minor version',
  ],
  ['CREATE TABLE t () WITH (later_option=1)', 'restore-parameter-unknown', 'later_option'],
  ['CREATE TABLE t () WITH (later.option=1)', 'restore-parameter-unknown', 'later'],
  ['SET no_such_setting = 0', 'restore-setting-unknown', 'no_such_setting'],
  ['COPY generated (a, b) FROM stdin;\n1\t2\n\\.\n', 'restore-column-differs', 'backup: b'],
  ['COPY parent FROM stdin;\n2\t3\n\\.\n', 'restore-column-differs', 'extra data'],
  ['COPY child (t) FROM stdin;\nsecret-value\n\\.\n', 'restore-column-differs', 'character varying(3)'],
  ['COPY parent FROM stdin;\nsecret-value\n\\.\n', 'restore-value-refused', 'integer'],
  ['COPY child (d) FROM stdin;\nsecret-value\n\\.\n', 'restore-value-refused', 'timestamp'],
  ["SELECT 'secret-value'::colour", 'restore-value-refused', 'colour'],
  ["SELECT E'\\xff'", 'restore-encoding-differs', 'UTF8'],
  ['CREATE TABLE t (c text COLLATE "xx_YY.utf8")', 'restore-collation-missing', 'xx_YY'],
  ['CREATE TABLE t () TABLESPACE fast', 'restore-tablespace-missing', 'tablespace fast'],
  ['SET default_tablespace = fast', 'restore-tablespace-missing', 'no tablespace fast, which'],
  [
    "SET default_toast_compression = 'best'",
    'restore-setting-unknown',
    'setting default_toast_compression of',
  ],
  [
    `CREATE FUNCTION judged(v text) RETURNS bool LANGUAGE plpgsql AS $$BEGIN RAISE 'nothing to look up in'; RETURN true; END$$;
     CREATE TABLE j (v text CHECK (judged(v))); COPY j FROM stdin;\nsecret-value\n\\.\n`,
    'restore-function-raised',
    'judged(text)',
  ],
  [
    `CREATE FUNCTION judged(v text) RETURNS bool LANGUAGE plpgsql AS $$BEGIN RAISE E'no % in\\n%', v, v; RETURN true; END$$;
     CREATE TABLE j (v text CHECK (judged(v))); COPY j FROM stdin;\nsecret-value\n\\.\n`,
    'restore-function-raised',
    'table j',
  ],
  [
    `CREATE FUNCTION judged(v text) RETURNS bool LANGUAGE plpgsql AS $$BEGIN EXECUTE format('SELECT 1/0, %L', v); RETURN true; END$$;
     CREATE TABLE j (v text CHECK (judged(v))); COPY j FROM stdin;\nsecret-value\n\\.\n`,
    'restore-statement-refused',
    'SQLSTATE 22012, data exception, table j, function judged(text)',
  ],
  ['INSERT INTO nowhere VALUES (1)', 'restore-object-missing', 'relation "nowhere"'],
  ['CREATE TABLE t (c no_such_type)', 'restore-object-missing', 'type "no_such_type"'],
  [
    "CREATE SUBSCRIPTION s CONNECTION 'password=secret-value' NONSENSE",
    'restore-syntax',
    'does not understand',
  ],
  [
    'START TRANSACTION READ ONLY; SET TRANSACTION READ ONLY; CREATE TABLE t ()',
    'restore-read-only',
    'no writes',
  ],
] as const

const DENIED = [
  ['SET session_replication_role = replica', 'restore-replication-role-denied', 'session_replication_role'],
  ['DROP VIEW seen', 'restore-owner-denied', 'owner of view seen'],
  ['CREATE SCHEMA app', 'restore-creation-denied', 'database'],
  ['CREATE EXTENSION pg_stat_statements', 'restore-creation-denied', 'create extension'],
  [
    'CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION now()',
    'restore-creation-denied',
    'create event trigger',
  ],
  ['CREATE TABLE public.t ()', 'restore-creation-denied', 'schema public'],
  ['INSERT INTO child VALUES (1)', 'restore-table-denied', 'table child'],
] as const

describe.each(MAJORS)('a restore with psql %i fails, and the reason is reported', major => {
  let client: PostgresClient
  let server: PostgresServer

  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major, password: 'geheim', settings: { max_locks_per_transaction: '10' } })
    await server.sql('postgres', SCHEMA)
  })
  afterAll(() => server?.stop())

  async function failure(sql: string, login = 'postgres:geheim', transaction = true): Promise<BackupError> {
    const connection = connectionTo(`postgresql://${login}@127.0.0.1:${server.port}/postgres?sslmode=disable`)
    const apply = startApply(client, {
      // A dump names the schema of everything; these inputs are short.
      ...{ transaction, before: 'SET search_path = public', last: '', sessionSettings: [] },
      connectionArguments: libpqArguments(connection),
      child: childOptions(
        openLedger(),
        libpqEnvironment(connection, process.env),
        AbortSignal.timeout(60_000),
      ),
      explain: explainRestore(connection, NAMES),
    })
    await pipeline(Readable.from([`${sql};\n`]), apply.sink).catch(() => {})
    return refusal(apply.finish())
  }

  it.for(FAILURES)('%j', async ([sql, code, words]) => {
    const error = await failure(sql)
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(error.message + error.hint).not.toMatch(/secret-value|geheim|\n/)
  })

  it.for(DENIED)('%j as a role that may not', async ([sql, code, words]) => {
    const error = await failure(sql, 'loader:loader-pw')
    expect(error.code).toBe(code)
    expect(error.message).toContain('Role loader')
    expect(error.message).toContain(words)
  })

  it('more objects than the server has locks for', async () => {
    const many = `DO $$BEGIN FOR i IN 1..20000 LOOP EXECUTE format('CREATE TABLE many_%s ()', i); END LOOP; END$$`
    expect((await failure(many)).code).toBe('restore-locks-exhausted')
  })

  it('a dump of a newer major, on a server that does not know its settings', async () => {
    const error = await failure('SET transaction_timeout = 0; DROP TABLE none')
    expect(error.code).toBe(major < 17 ? 'restore-setting-unknown' : 'restore-object-missing')
  })

  it('a command for psql in SQL that is restricted', async () => {
    expect((await failure('\\restrict abc\n\\! true')).code).toBe('restore-command-refused')
  })

  it('SQL that commits by itself: that is reported, no matter what it is too late for', async () => {
    const error = await failure('COMMIT; BEGIN')
    expect(error.code).toBe('restore-committed-early')
    expect((await failure('ROLLBACK')).code).toBe('restore-committed-early')
  })
})
