const mostHops = 3
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * A fetch that asks one origin only, so that no Authorization header reaches another host. Reads are led on by
 * hand within the origin; the answer to a write is given as it is, for a POST that follows a 301 becomes a GET
 * whose 200 looks like success.
 */
export function fetchWithin(origin: string, baseFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input)
    for (let hop = 0; ; hop++) {
      if (!isWithin(url, origin)) throw new Error(`a redirect to ${url.origin} is not followed`)
      const response = await baseFetch(url.href, { ...init, redirect: 'manual' })
      const location = response.headers.get('location')
      const isRead = (init?.method ?? 'GET') === 'GET'
      if (!isRead || !redirects.has(response.status) || location === null) return response
      await response.body?.cancel()
      if (hop === mostHops) throw new Error(`more than ${mostHops} redirects`)
      if (!URL.canParse(location, url.href)) throw new Error('a redirect to what is no address')
      url = new URL(location, url.href)
    }
  }
}

/** An address with a name and password in it would replace our credentials by those. */
function isWithin(url: URL, origin: string): boolean {
  return url.origin === origin && url.username === '' && url.password === ''
}
