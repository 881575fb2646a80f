import { describe, expect, it } from 'vitest'
import { parseDestination } from '../../../../src/catalog/destination.ts'
import { notOfAws, parseRegion } from '../../../../src/storage/s3/region.ts'

describe('the region of a bucket', () => {
  it.each([
    ['Frankfurt', 'eu-central-1'],
    ['frankfurt', 'eu-central-1'],
    ['Hong_Kong', 'ap-east-1'],
    ['aws-london', 'eu-west-2'],
    ['eu-central-1b', 'eu-central-1'],
    ['US-EAST-1', 'us-east-1'],
    ['us_west_2', 'us-west-2'],
    ['us-east1', 'us-east-1'],
    ['fsn1', 'one such as eu-central-1, or endpoint too for another store'],
    ['eu', 'one such as eu-central-1, or endpoint too for another store'],
  ])('is not %s on AWS, and the right one is reported', (text, right) => {
    expect(notOfAws(text)).toBe(`"${text}" is not a region of AWS; write ${right}`)
    expect(parseRegion(text)).toEqual({ ok: true, value: text })
  })

  it.each([
    ['EU (Frankfurt)', 'eu-central-1'],
    ['São Paulo', 'sa-east-1'],
    ['US East (N. Virginia)', 'us-east-1'],
    ['eu central 1', 'one such as eu-central-1'],
  ])('is nowhere %s', (text, right) => {
    expect(parseRegion(text)).toEqual({ ok: false, problem: `"${text}" is not a region; write ${right}` })
  })

  it.each([
    'eu-central-1',
    'us-gov-west-1',
    'cn-northwest-1',
    'mx-central-1',
    'ap-southeast-7',
    'us-isob-east-1',
    'auto',
  ])('may be %s', text => {
    expect(notOfAws(text)).toBeUndefined()
  })
})

it.each([
  's3://arn:aws:s3:eu-central-1:123456789012:accesspoint/backups/pg',
  's3://arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/x',
  's3://ARN:aws:s3:::shop-backups/pg',
])('an ARN is no bucket, and the alias of an access point is offered: %s', text => {
  expect(parseDestination(text)).toMatchObject({ ok: false, problem: expect.stringContaining('-s3alias') })
})
