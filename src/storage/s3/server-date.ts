/** The step in which an answer of the store can still be seen as it came. */
export const DESERIALIZE = { step: 'deserialize', name: 'serverDate' } as const

/** A middleware that has the time which the store put on its answer (RFC 9110, Date: whole seconds). */
export function reportDate(publish: (date: Date) => void) {
  return <Args extends object, Answer extends { readonly response: unknown }>(
    next: (args: Args) => Promise<Answer>,
  ) =>
    async (args: Args): Promise<Answer> => {
      const answer = await next(args)
      const date = dateOf(answer.response)
      if (date) publish(date)
      return answer
    }
}

function dateOf(response: unknown): Date | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined
  const { headers } = response
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return undefined
  const date = new Date(String(headers.date))
  return Number.isNaN(date.getTime()) ? undefined : date
}
