/** When a plan's next step is due: what the server says, else counted from its first day. */
import type { CarePlan } from './doors/clinic'

export function nextOf(plan: Pick<CarePlan, 'next_on' | 'starts_on' | 'interval_days' | 'done'>): string {
  if (plan.next_on) return plan.next_on
  const first = Date.parse(`${plan.starts_on}T00:00:00Z`)
  return new Date(first + plan.done * plan.interval_days * 86_400_000).toISOString().slice(0, 10)
}
