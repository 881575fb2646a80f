import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDestination } from '../../../../src/catalog/destination.ts'
import { parseObjectTags } from '../../../../src/catalog/object-tags.ts'
import { closest } from '../../../../src/core/closest.ts'
import { formatDuration, parseDuration } from '../../../../src/core/durations.ts'
import { parseNameList } from '../../../../src/core/name-list.ts'
import type { Parsed } from '../../../../src/core/parsed.ts'
import { formatSize, parseSize } from '../../../../src/core/sizes.ts'
import { compressionMethod, parseCompression } from '../../../../src/postgres/compression-choice.ts'

function outcome<T>(result: Parsed<T>): T | 'refused' {
  return result.ok ? result.value : 'refused'
}

describe('sizes', () => {
  it.each([
    ['0', 0],
    ['1048576', 1_048_576],
    ['1MB', 1_048_576],
    ['1 mb', 1_048_576],
    ['1MiB', 1_048_576],
    ['1m', 1_048_576],
    ['500kB', 512_000],
    ['1.5GB', 1_610_612_736],
    ['2 TiB', 2_199_023_255_552],
    ['12 bytes', 12],
  ])('%s', (text, bytes) => expect(outcome(parseSize(text))).toBe(bytes))

  it.each(['', 'MB', '-1', '1 XB', '1e6', '1,5GB', '99999999TB'])('"%s" is refused', text =>
    expect(parseSize(text).ok).toBe(false),
  )

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1536, '1.5 kB'],
    [493_921_239, '471 MB'],
    [2_396_000_000, '2.23 GB'],
  ])('%d bytes are shown as %s', (bytes, text) => expect(formatSize(bytes)).toBe(text))

  it('what is shown can be read, and is within one percent', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), bytes => {
        const again = outcome(parseSize(formatSize(bytes)))
        expect(Math.abs(Number(again) - bytes)).toBeLessThanOrEqual(bytes / 100)
      }),
    )
  })
})

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['5 min', 300_000],
    ['1.5h', 5_400_000],
    ['1d', 86_400_000],
  ])('%s', (text, ms) => expect(outcome(parseDuration(text))).toBe(ms))

  it.each(['', '30', 's', '-1s', '0s', '0.1ms', '25d', '1w'])('"%s" is refused', text =>
    expect(parseDuration(text).ok).toBe(false),
  )

  it.each([
    [0, '0.0 s'],
    [12_345, '12.3 s'],
    [59_960, '1 min 00 s'],
    [245_000, '4 min 05 s'],
    [3_720_000, '1 h 02 min'],
  ])('%d ms are shown as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))
})

describe('compression', () => {
  it.each(['none', '0', '9', 'gzip', 'gzip:9', 'zstd:1', 'zstd:22', 'lz4', 'lz4:12'])(
    '%s is for pg_dump',
    spec => expect(outcome(parseCompression(spec))).toEqual({ kind: 'pg_dump', spec }),
  )
  it.each(['', '10', '-1', 'gzip:10', 'gzip:0', 'gzip:', 'zstd:23', 'brotli', 'ZSTD', 'gzip:1:2'])(
    '"%s" is refused',
    text => expect(parseCompression(text).ok).toBe(false),
  )
  it.each([
    ['none', 'none'],
    ['0', 'none'],
    ['9', 'gzip'],
    ['gzip:1', 'gzip'],
    ['zstd:3', 'zstd'],
    ['lz4', 'lz4'],
  ])('%s is %s', (spec, method) => expect(compressionMethod(spec)).toBe(method))
})

describe('lists of names', () => {
  it.each([
    ['a', ['a']],
    ['a, b,,c,', ['a', 'b', 'c']],
    ['a\nb\r\n\n c ', ['a', 'b', 'c']],
    ['public."a,b", c', ['public."a,b"', 'c']],
    ['"with ""quotes"", and comma"', ['"with ""quotes"", and comma"']],
    ['log_[a,b], x{1,3}, (a|b,c)', ['log_[a,b]', 'x{1,3}', '(a|b,c)']],
    ['"[", b', ['"["', 'b']],
    ['Größe, 表', ['Größe', '表']],
  ])('%j', (text, names) => expect(outcome(parseNameList(text))).toEqual(names))

  it('a quote that is never closed is refused', () => expect(parseNameList('a, "b').ok).toBe(false))
})

describe('destinations', () => {
  it.each([
    ['s3://bucket', { kind: 's3', bucket: 'bucket', prefix: '' }],
    ['s3://bucket/', { kind: 's3', bucket: 'bucket', prefix: '' }],
    ['s3://bucket/a//b/', { kind: 's3', bucket: 'bucket', prefix: 'a/b' }],
    ['/srv/backups', { kind: 'folder', path: '/srv/backups' }],
    ['./backups', { kind: 'folder', path: './backups' }],
    ['..', { kind: 'folder', path: '..' }],
    ['C:\\backups', { kind: 'folder', path: 'C:\\backups' }],
  ])('%s', (text, destination) => expect(outcome(parseDestination(text))).toEqual(destination))

  it.each([
    's3://',
    's3:///prefix',
    's3://bucket/../other',
    'gs://bucket',
    'https://b.s3.amazonaws.com/x',
    '~/backups',
  ])('"%s" is refused', text => expect(parseDestination(text).ok).toBe(false))

  it.each([
    ['s3:/shop-backups/pg', 's3://bucket/prefix'],
    ['s3:shop-backups/pg', 's3://bucket/prefix'],
    ['S3://shop-backups/pg', 's3://bucket/prefix'],
    ['s3//shop-backups/pg', 's3://bucket/prefix'],
    ['//shop-backups/pg', 's3://bucket/prefix'],
    ['shop-backups/pg', 's3://bucket/prefix'],
    ['shop-backups', 's3://bucket/prefix'],
    ['shop-backups.s3.amazonaws.com/pg', 's3://bucket/prefix'],
    ['"s3://shop-backups/pg"', 's3://bucket/prefix'],
    ['arn:aws:s3:::shop-backups/pg', 's3://shop-backups/pg'],
    ['arn:aws-cn:s3:::shop-backups', 's3://shop-backups'],
    ['arn:aws:iam::123456789012:role/backup', 's3://bucket/prefix'],
    ['gs:/bucket', 's3://bucket/prefix'],
  ])('%s is a slip for a bucket, and never taken for a folder of the runner', (text, instead) => {
    const read = parseDestination(text)
    expect(read.ok ? '' : read.problem).toContain(`write ${instead}`)
  })
})

describe('object tags', () => {
  it('a value may hold = and be empty', () => {
    expect(outcome(parseObjectTags(' team = a=b \n\nenv='))).toEqual([
      { key: 'team', value: 'a=b' },
      { key: 'env', value: '' },
    ])
  })

  it.each([
    'team',
    '=a',
    'a=1\na=2',
    'aws:x=1',
    'a=<b>',
    `a=${'x'.repeat(257)}`,
    `${'x'.repeat(129)}=1`,
    Array.from({ length: 11 }, (_, index) => `k${index}=v`).join('\n'),
  ])('%j is refused', text => expect(parseObjectTags(text).ok).toBe(false))
})

describe('did you mean', () => {
  const names = ['encrypt-to', 'encryption', 'exclude-tables', 'tables', 'mode']
  it.each([
    ['encrypt_to', 'encrypt-to'],
    ['ENCRYPT-TO', 'encrypt-to'],
    ['tabels', 'tables'],
    ['excludetables', 'exclude-tables'],
    ['mod', 'mode'],
  ])('%s: %s', (word, meant) => expect(closest(word, names)).toBe(meant))
  it.each(['zzz', '', 'password'])('"%s" is like none', word => expect(closest(word, names)).toBeUndefined())
})
