import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { StandInContract } from '../../../src/github/stand-in/start-github-stand-in.ts'
import { toJsonSchema } from './to-json-schema.ts'

type Schema = Record<string, unknown>
type Content = { content?: Record<string, { schema?: Schema }> }
type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type Operation = {
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: Content & { required?: boolean }
  responses: Record<string, Content | { $ref: string }>
}
type Route = { method: string; path: string; pattern: RegExp; operation: Operation }

type Description = {
  paths: Record<string, Record<string, Operation>>
  'x-webhooks': Record<string, { post: { requestBody: Content } }>
  components: Record<string, Record<string, unknown>>
}

const file = new URL('github-openapi.trimmed.json', import.meta.url)

/** Measures what goes over the wire against GitHub's own OpenAPI description, trimmed to what we use. */
export function openGitHubContract(): StandInContract {
  const description: Description = JSON.parse(readFileSync(file, 'utf8'))
  // The last two halve the time of compiling; each validator runs only a few times.
  const quick = { inlineRefs: false, code: { optimize: false } }
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, ...quick })
  addFormats.default(ajv)
  for (const format of ['int64', 'repo.nwo', 'timestamp']) ajv.addFormat(format, true)
  ajv.addSchema({ $id: 'github', components: toJsonSchema(description.components) } as Schema)

  const compiled = new Map<string, ValidateFunction>()
  const flaws = (key: string, schema: () => unknown, value: unknown): string[] => {
    const validate = compiled.get(key) ?? ajv.compile(inDescription(toJsonSchema(schema())) as Schema)
    compiled.set(key, validate)
    return validate(value) ? [] : (validate.errors ?? []).map(sentence)
  }
  const resolve = <Part>(part: Part | { $ref: string }): Part => {
    if (typeof part !== 'object' || part === null || !('$ref' in part)) return part as Part
    const [, , kind = '', name = ''] = part.$ref.split('/')
    return description.components[kind]?.[name] as Part
  }
  const routes = Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): Route => {
      const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`)
      return { method: method.toUpperCase(), path, pattern, operation }
    }),
  )
  // `/issues/comments/{id}` also matches `/issues/{number}/…`: the path with fewer holes is the one meant.
  routes.sort((one, other) => one.path.split('{').length - other.path.split('{').length)

  const queryFlaws = (name: string, operation: Operation, query: URLSearchParams): string[] => {
    const known = (operation.parameters ?? [])
      .map((it) => resolve<Parameter>(it))
      .filter((it) => it.in === 'query')
    return [...query].flatMap(([key, text]) => {
      const parameter = known.find((it) => it.name === key)
      if (parameter === undefined) return [`has no query parameter ${key}`]
      // Everything is text on the wire: one reading that fits is enough.
      const readings = [text, Number(text), text === 'true']
      const results = readings.map((value) => flaws(`${name} ?${key}`, () => parameter.schema, value))
      return results.some((result) => result.length === 0)
        ? []
        : [`query ${key}=${text}: ${results[0]?.join('; ')}`]
    })
  }

  return {
    exchange({ method, path, query, body, reply }) {
      const plain = path.replace(/^\/repositories\/\d+/, '/repos/by/id')
      const route = routes.find((it) => it.method === method && it.pattern.test(plain))
      if (route === undefined) return [`${method} ${path}: GitHub has no such operation among those we use`]
      const name = `${method} ${route.path}`
      const { operation } = route

      const found = queryFlaws(name, operation, query)
      const bodySchema = jsonSchemas(operation.requestBody)[0]
      if (body !== undefined && bodySchema === undefined) found.push('takes no body')
      if (body === undefined && operation.requestBody?.required) found.push('needs a body')
      if (body !== undefined && bodySchema !== undefined) {
        // GitHub ignores fields that it doesn't know, and with them every misspelling.
        const closed = () => ({ ...bodySchema, additionalProperties: false })
        found.push(...flaws(`${name} request`, closed, body).map((flaw) => `request ${flaw}`))
      }
      if (reply !== undefined) {
        const answer = operation.responses[reply.status]
        const schemas = jsonSchemas(answer === undefined ? undefined : resolve<Content>(answer))
        // Several refusals are real but not described: these must at least look like GitHub's errors.
        const refusal = { $ref: '#/components/schemas/basic-error' }
        const expected = schemas[0] ?? (reply.status >= 300 ? refusal : undefined)
        if (expected === undefined) found.push(`never answers ${reply.status}`)
        else {
          const wrong = flaws(`${name} ${reply.status}`, () => expected, reply.body)
          found.push(...wrong.map((flaw) => `answer ${reply.status} ${flaw}`))
        }
      }
      return found.map((flaw) => `${name}: ${flaw}`)
    },
    webhook(event, action, payload) {
      const key = (action === null ? event : `${event}-${action}`).replaceAll('_', '-')
      const hook = description['x-webhooks'][key]
      const schema = jsonSchemas(hook?.post.requestBody)[0]
      if (schema === undefined) return [`webhook ${key}: GitHub has none of that name among those we use`]
      return flaws(`webhook ${key}`, () => schema, payload).map((flaw) => `webhook ${key}: ${flaw}`)
    },
  }
}

function jsonSchemas(part: Content | undefined): Schema[] {
  return Object.entries(part?.content ?? {}).flatMap(([type, { schema }]) =>
    type.startsWith('application/json') && schema !== undefined ? [schema] : [],
  )
}

function inDescription(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"github#/components/'))
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` (${params.additionalProperty})` : ''
  return `${instancePath || '/'} ${message}${extra}`
}
