/** Before the request is signed. */
export const BUILD = { step: 'build', name: 'ownHeaders' } as const

/**
 * A middleware that adds headers to a request. For what the SDK has no open field for: the payload's hash that we have
 * already (it would hash every part again), and storage classes that only other providers have.
 */
export function ownHeaders(headers: Readonly<Record<string, string>>) {
  return <Args extends object, Answer>(next: (args: Args) => Answer) =>
    (args: Args): Answer => {
      if (hasHeaders(args)) Object.assign(args.request.headers, headers)
      return next(args)
    }
}

function hasHeaders(args: object): args is { request: { headers: Record<string, string> } } {
  if (!('request' in args) || typeof args.request !== 'object' || args.request === null) return false
  return 'headers' in args.request && typeof args.request.headers === 'object'
}
