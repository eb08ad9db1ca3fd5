/** What the server says when it refuses: RFC 9457 problem+json as one error class. */
export interface FieldError {
  field: string
  code: string
  detail: string
}
export interface ProblemBody {
  type?: string
  title: string
  status: number
  code: string
  detail?: string
  field?: string
  remedy?: string
  errors?: FieldError[]
  current?: Record<string, unknown>
  [extra: string]: unknown
}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly remedy: string
  readonly field: string | undefined
  readonly errors: FieldError[]
  readonly body: ProblemBody
  readonly retryAfter: number | null

  constructor(body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail || body.title)
    this.name = 'Problem'
    this.status = body.status
    this.code = body.code
    this.title = body.title
    this.detail = body.detail ?? ''
    this.remedy = body.remedy ?? ''
    this.field = body.field
    this.errors = body.errors ?? (body.field ? [{ field: body.field, code: body.code, detail: body.detail ?? body.title }] : [])
    this.body = body
    this.retryAfter = retryAfter
  }

  /** The record as it stands on the server, where the refusal brought it (409, 412). */
  get current(): Record<string, unknown> | undefined {
    return this.body.current
  }

  /** Nothing was reached: no network, time-out, or a gateway without our voice. */
  get unreachable(): boolean {
    return this.status === 0 || this.code === 'network' || this.code === 'timeout'
  }

  fieldErrors(): Record<string, string> {
    return Object.fromEntries(this.errors.map((error) => [error.field, error.detail]))
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem

/** Turns whatever was thrown into a Problem, so that screens handle one thing. */
export function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error
  return new Problem({ status: 0, code: 'unexpected', title: error instanceof Error ? error.message : String(error) })
}

export async function problemOf(response: Response): Promise<Problem> {
  const retry = Number(response.headers.get('Retry-After'))
  const after = Number.isFinite(retry) && retry > 0 ? retry : null
  try {
    const body = (await response.json()) as Partial<ProblemBody>
    return new Problem({ ...body, status: body.status ?? response.status, code: body.code ?? `http.${response.status}`, title: body.title ?? response.statusText }, after)
  } catch {
    return new Problem({ status: response.status, code: `http.${response.status}`, title: response.statusText || `HTTP ${response.status}` }, after)
  }
}
