/** Asks the service over HTTP, as any client does. */
export type Api = <Data>(query: string, variables?: object) => Promise<Data>

/** @throws Error with what the service says, where it refuses or answers nothing */
export function openApi(url: string, key: string): Api {
  return async <Data>(query: string, variables: object = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as {
      data?: Record<string, { code?: string; message?: string } | null> | null
      errors?: { message: string }[]
    }
    const refusals = Object.values(data ?? {}).flatMap((field) =>
      field?.code && field.message ? [field.message] : [],
    )
    const problems = [...(errors ?? []).map(({ message }) => message), ...refusals]
    if (!data || problems.length > 0)
      throw new Error(`The API refuses: ${problems.join(' ') || `HTTP ${response.status}`}`)
    return data as Data
  }
}
