/**
 * Milliseconds of a Retry-After header, seconds or a date (RFC 9110, 10.2.3); undefined where there is none that
 * can be read. A date is compared with the server's own clock.
 */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const seconds = Number(value)
  const milliseconds = Number.isNaN(seconds)
    ? Date.parse(value) - Date.parse(headers.get('date') ?? '')
    : seconds * 1000
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}
