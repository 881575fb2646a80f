/** What `Retry-After` asks for, in seconds or as a date (RFC 9110 §10.2.3): milliseconds from `now`; 0 where it is neither. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
