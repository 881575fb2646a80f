import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'

/** What storage costs. */
export interface PriceList {
  readonly currency: string
  /** Where the prices are from, and of when, for people. */
  readonly source: string
  /** By storage class, for a GB (2^30 bytes) and month. */
  readonly perGb: ReadonlyMap<string, number>
}

/**
 * AWS's list prices in us-east-1, the first 50 TB a month; other regions cost up to twice as much. Intelligent-Tiering at
 * its frequent tier, since a listing does not tell the tier. Express One Zone is left out: it has no such buckets.
 * GB are binary: AWS counts 10 TB as 10,995,116,277,760 bytes (S3 FAQ, “How will I be charged”).
 */
export const AWS_PRICES: PriceList = {
  currency: 'USD',
  source: 'list prices of AWS S3 in us-east-1 (aws.amazon.com/s3/pricing), June 2026',
  perGb: new Map([
    ['STANDARD', 0.023],
    ['INTELLIGENT_TIERING', 0.023],
    ['STANDARD_IA', 0.0125],
    ['ONEZONE_IA', 0.01],
    ['GLACIER_IR', 0.004],
    ['GLACIER', 0.0036],
    ['DEEP_ARCHIVE', 0.00099],
  ]),
}

/** No storage costs as much. */
const HIGHEST = 1000

/** Reads one `STORAGE_CLASS: price` a line, for a GB and month, such as `STANDARD: 0.0245`. */
export function parsePrices(text: string): Parsed<ReadonlyMap<string, number>> {
  const prices = new Map<string, number>()
  const problems: string[] = []
  for (const line of text.split(/\r?\n/).map(each => each.trim())) {
    if (line === '') continue
    const [, storageClass, number] = /^([A-Z][A-Z0-9_-]*)\s*[:=]\s*(\d+(?:\.\d+)?|\.\d+)$/.exec(line) ?? []
    const price = Number(number ?? NaN)
    if (storageClass === undefined || !(price <= HIGHEST))
      problems.push(
        `${quoted(line)} is no price; write the storage class and its price, such as STANDARD: 0.0245`,
      )
    else if (prices.has(storageClass)) problems.push(`${storageClass} is given twice; write each class once`)
    else prices.set(storageClass, price)
  }
  return problems.length > 0 ? refused(problems.join('; ')) : parsed(prices)
}
