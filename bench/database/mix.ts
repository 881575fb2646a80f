import { words } from './words.ts'

/** One table of the mix: how to make its rows, and how long one is as COPY text. */
export interface MixedTable {
  readonly name: string
  /** Of all COPY text. */
  readonly share: number
  /** Bytes of COPY text, as measured at a million rows. */
  readonly rowBytes: number
  readonly definition: string
  /** The rows from $FROM to $TO. A row depends on its number alone, so that each database of a size is the same. */
  readonly rows: string
}

const PGBENCH: MixedTable = {
  name: 'pgbench_accounts',
  share: 0.43,
  rowBytes: 97.6,
  definition: 'aid integer PRIMARY KEY, bid integer, abalance integer, filler character(84)',
  rows: "SELECT i, (i - 1) / 100000 + 1, 0, '' FROM generate_series($FROM, $TO) AS i",
}

/** A number from 0 to 65535 made of a row's number and a column's. */
const hash = (row: string, column: number | string): string =>
  `((hashint8extended(${row}, ${column}) >> 11) & 65535)`

/** Squared, so that the first words come often and the last ones seldom, as in a language. */
const word = (row: string, column: string): string =>
  `(${textArray(words(2_000))})[1 + (2000 * (${hash(row, column)} / 65536.0::float8) ^ 2)::integer % 2000]`

const EVENTS: MixedTable = {
  name: 'events',
  share: 0.43,
  rowBytes: 472,
  definition: 'id bigint PRIMARY KEY, at timestamptz, kind text, actor text, body text, payload jsonb',
  rows: `SELECT i,
      timestamptz '2026-01-01 00:00Z' + i * interval '7.31 seconds',
      (ARRAY['page.view', 'order.created', 'order.paid', 'login', 'logout', 'search'])[1 + ${hash('i', 1)} % 6],
      'user' || ${hash('i', 2)} || '@example.com',
      (SELECT string_agg(${word('i', 'k')}, ' ' ORDER BY k) FROM generate_series(100, 120 + i % 24) AS k),
      jsonb_build_object('session', md5(i::text), 'ip', '10.' || ${hash('i', 3)} % 256 || '.' || ${hash('i', 4)} % 256 || '.7',
        'amount', ${hash('i', 5)} / 100.0, 'ok', ${hash('i', 6)} % 9 > 0,
        'items', jsonb_build_array(${hash('i', 7)}, ${hash('i', 8)} % 100), 'plan', 'team', 'locale', 'en-GB')
    FROM generate_series($FROM::bigint, $TO::bigint) AS i`,
}

/** Photographs, so to speak: nothing compresses them but that COPY text has two characters for each byte. */
const RANDOM: MixedTable = {
  name: 'documents',
  share: 0.14,
  rowBytes: 8_220,
  definition: 'id bigint PRIMARY KEY, name text, content bytea',
  rows: `SELECT i, 'document-' || i || '.jpg',
      (SELECT string_agg(sha512(int8send(i * 64 + k)), ''::bytea ORDER BY k) FROM generate_series(0, 63) AS k)
    FROM generate_series($FROM::bigint, $TO::bigint) AS i`,
}

/**
 * What the benchmark's databases are made of: pgbench's accounts, text with jsonb, and random bytes that are 7 % of the
 * COPY text before they are written in hexadecimal, 14 % of it after.
 */
export const MIX = [PGBENCH, EVENTS, RANDOM] as const

function textArray(values: readonly string[]): string {
  return `'{${values.join(',')}}'::text[]`
}
