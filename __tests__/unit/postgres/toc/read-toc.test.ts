import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readToc } from '../../../../src/postgres/toc/read-toc.ts'

const integer = (value: number): Buffer => {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt8(value < 0 ? 1 : 0, 0)
  bytes.writeUInt32LE(Math.abs(value), 1)
  return bytes
}
const text = (value: string | undefined): Buffer =>
  value === undefined ? integer(-1) : Buffer.concat([integer(Buffer.byteLength(value)), Buffer.from(value)])

/** An archive of format 1.16 up to where its entries begin. */
const header = (entries: number, version = [1, 16, 0]): Buffer =>
  Buffer.concat([
    Buffer.from('PGDMP'),
    Buffer.from([...version, 4, 8, 1, 0]),
    ...Array.from({ length: 7 }, () => integer(0)),
    ...['shop', '17.10', '17.10'].map(text),
    integer(entries),
  ])

interface Given {
  readonly id: number
  readonly kind: string
  readonly name?: string
  readonly definition?: string
  readonly copy?: string
}
const entry = ({ copy, definition, id, kind, name = 'orders' }: Given): Buffer =>
  Buffer.concat([
    integer(id),
    integer(copy === undefined ? 0 : 1),
    text('1259'),
    text('16385'),
    text(name),
    text(kind),
    integer(2),
    text(definition),
    text(undefined),
    text(copy),
    text('public'),
    text(undefined),
    text(undefined),
    integer(0),
    text('postgres'),
    text('false'),
    text('4'),
    text(undefined),
    Buffer.from([1]),
    Buffer.alloc(8),
  ])

const read = (...pieces: Buffer[]): ReturnType<typeof readToc> =>
  readToc(Readable.from([Buffer.concat(pieces)]))

it('an entry is read whole', async () => {
  const copy = 'COPY public.orders (id) FROM stdin;\n'
  expect(await read(header(1), entry({ id: 7, kind: 'TABLE DATA', copy }))).toEqual([
    {
      ...{ id: 7, kind: 'TABLE DATA', schema: 'public', name: 'orders', owner: 'postgres' },
      ...{
        dependencies: [4],
        data: { of: 'table', table: { schema: 'public', name: 'orders' }, columns: ['id'] },
        roles: [],
      },
    },
  ])
})

it.for([
  [true, 'CONSTRAINT c CHECK (public.known(mail))'],
  [true, 'n integer GENERATED ALWAYS AS (public.f(m)) STORED'],
  [undefined, 'id integer GENERATED ALWAYS AS IDENTITY'],
  [undefined, 'id integer DEFAULT public.new_id() NOT NULL'],
] as const)('rows are judged: %s, by a table with %s', async ([judgesRows, column]) => {
  const definition = `CREATE TABLE public.orders (\n    ${column}\n);\n`
  const [found] = await read(header(1), entry({ id: 7, kind: 'TABLE', definition }))
  expect(found?.judgesRows).toBe(judgesRows)
})

it('an archive without entries has an empty table of contents', async () => {
  expect(await read(header(0))).toEqual([])
})

it.for([
  ['2.0', [2, 0, 0]],
  ['1.17', [1, 17, 0]],
  ['1.13', [1, 13, 0]],
] as const)('format %s is reported as one that this action does not know', async ([version, bytes]) => {
  await expect(read(header(0, [...bytes]))).rejects.toMatchObject({
    kind: 'environment',
    code: 'archive-version-unknown',
    message: expect.stringContaining(`format ${version} is none of those`),
  })
})

const table = { id: 7, kind: 'TABLE', definition: 'CREATE TABLE public.orders ();\n' }
it.for([
  ['nothing at all', []],
  ['SQL text', [Buffer.from('--\n-- PostgreSQL database dump\n--\n')]],
  ['an archive in tar’s format', [Buffer.concat([header(0).subarray(0, 10), Buffer.from([3, 0])])]],
  ['fewer entries than it says', [header(2), entry(table)]],
  ['an entry without a number', [header(1), entry({ ...table, id: 0 })]],
  ['two entries of one number', [header(2), entry(table), entry(table)]],
  ['an entry of no kind', [header(1), entry({ ...table, kind: 'TABLE\u0000' })]],
  ['a text longer than can be', [header(1), integer(7), integer(0), integer(2 ** 31)]],
  ['a text missing', [header(1), integer(7), integer(0), text(undefined)]],
  ['rows of no table', [header(1), entry({ id: 7, kind: 'TABLE DATA', copy: 'COPY nothing;' })]],
  ['the value of no sequence', [header(1), entry({ id: 7, kind: 'SEQUENCE SET', definition: 'SELECT 1;' })]],
] as const)('%s is reported as damage', async ([, pieces]) => {
  await expect(read(...pieces)).rejects.toMatchObject({
    kind: 'integrity',
    code: 'archive-contents-unreadable',
  })
})
