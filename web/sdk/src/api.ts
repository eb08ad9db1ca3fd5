/** The typed client: paths and bodies come from the committed OpenAPI document, so a wrong path is a compile error. */
import createClient from 'openapi-fetch'

import { fetchResponse, type Method } from './request'
import type { paths } from './schema'

async function authenticated(input: Request): Promise<Response> {
  const text = await input.text()
  const url = new URL(input.url)
  const headers = Object.fromEntries([...input.headers].filter(([name]) => ['idempotency-key', 'if-match'].includes(name)))
  return fetchResponse(input.method as Method, url.pathname + url.search, { body: text ? JSON.parse(text) : undefined, headers })
}

/** Throws Problem on refusal; `data` is then always there. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: authenticated })
