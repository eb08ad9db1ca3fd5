/** A shift belongs to the clinic's day on which it was opened, wherever the browser's clock stands. */
import { todayOn } from '@aesthetix/ui-kit'

/** Whether a shift was opened on a day before today: what is sold in it counts for that day. */
export function isOfEarlierDay(session: { business_on?: string } | null | undefined, now: Date): boolean {
  return !!session?.business_on && session.business_on < todayOn(now)
}
