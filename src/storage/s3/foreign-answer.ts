/** What came instead of an answer of S3, in our own words: nothing of the answer itself is quoted. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer'
}

/** An answer that ends in the middle of its XML: worth being asked for again. */
export class CutAnswer extends Error {
  override readonly name = 'CutAnswer'
}

/** An answer larger than any that S3 gives. */
export class OversizedAnswer extends Error {
  override readonly name = 'OversizedAnswer'
}

/** The HTTP proxy before the store refused to pass the request on. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal'
}
