/** A shift belongs to the clinic's day on which it was opened, wherever the browser's clock stands. */
import { todayOn } from '@aesthetix/ui-kit'

/** A shift may run past midnight; at four it is over (the server's rule, `selectors/desk.py`). */
const NIGHT_MS = 4 * 3_600_000

/** Whether a shift was left open on an earlier day: nothing more is sold in it. */
export function isOfEarlierDay(session: { business_on?: string } | null | undefined, now: Date): boolean {
  return !!session?.business_on && session.business_on < todayOn(new Date(now.getTime() - NIGHT_MS))
}
