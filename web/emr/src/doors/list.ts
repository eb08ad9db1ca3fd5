/** The envelope of every list door. */
import { request, type Query } from '@aesthetix/sdk'

export interface Page<T> {
  readonly count: number
  readonly results: T[]
  readonly sums?: Readonly<Record<string, string>>
}

export interface Action {
  readonly name: string
  readonly label: string
  readonly target: string
}

export interface Row {
  readonly id: number
  readonly _version?: number
  readonly _actions?: readonly Action[]
  readonly _display?: string
}

export type Where = Record<string, unknown>

export async function listed<T>(path: string, where?: Where, query: Query = {}, signal?: AbortSignal): Promise<Page<T>> {
  const answer = await request<Page<T>>('GET', path, {
    query: { limit: 200, ...query, ...(where === undefined ? {} : { where: JSON.stringify(where) }) },
    ...(signal === undefined ? {} : { signal }),
  })
  return answer
}

export const of = (field: string, value: unknown): Where => ({ [field]: { eq: value } })

export function may(row: Row | null | undefined, action: string): boolean {
  return row?._actions?.some((one) => one.name === action) ?? false
}
