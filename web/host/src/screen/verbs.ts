/** A verb said without its body tells, by its refusal, what it needs: that becomes the dialog. */
import type { Problem } from '@aesthetix/sdk'

import type { Action, ActionDef, RecordRow } from './definition'

const AMOUNT = /amount|total|price|discount|value/

export function formFrom(problem: Problem, action: Action | { name: string; label: string }): ActionDef | null {
  const needed = problem.status === 422 ? problem.errors.filter((error) => error.field && error.code === 'required') : []
  if (!needed.length) return null
  const form = needed.map(({ field }) => ({ name: field, label: field.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()), type: AMOUNT.test(field) ? ('money' as const) : ('char' as const), required: true }))
  return { name: action.name, label: action.label, source: [], target: '', form }
}

/** Most verbs answer the record; some answer something to read once, such as a revealed number. */
export const isRecord = (answer: unknown): answer is RecordRow => typeof answer === 'object' && answer !== null && '_display' in answer
export const readable = (answer: unknown): string => (typeof answer === 'object' && answer !== null ? Object.values(answer).filter((value) => typeof value === 'string' || typeof value === 'number').join(' · ') : '')
