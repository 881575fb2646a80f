/** Before the request is signed. */
export const BUILD = { step: 'build', name: 'ownHeaders' } as const

/** The same, after the SDK has added its own checksum. */
export const LATE_BUILD = { ...BUILD, priority: 'low' } as const

/** A request as it will be sent, except its signature. */
interface Unsigned {
  readonly headers: Record<string, string>
  readonly body?: unknown
}

/** A middleware that changes a request's headers. */
export function changeRequest(change: (request: Unsigned) => void) {
  return <Args extends object, Answer>(next: (args: Args) => Answer) =>
    (args: Args): Answer => {
      if (hasHeaders(args)) change(args.request)
      return next(args)
    }
}

/**
 * Adds headers to a request. For what the SDK has no open field for: the payload's hash that we have already (it would
 * hash every part again), and storage classes that only other providers have.
 */
export function ownHeaders(headers: Readonly<Record<string, string>>) {
  return changeRequest(request => void Object.assign(request.headers, headers))
}

function hasHeaders(args: object): args is { request: Unsigned } {
  if (!('request' in args) || typeof args.request !== 'object' || args.request === null) return false
  return 'headers' in args.request && typeof args.request.headers === 'object'
}
