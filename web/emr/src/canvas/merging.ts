/** Two people drew on the same version: what both did is kept, annotation by annotation. */
import type { ChartItem } from './model'

const same = (a: ChartItem | undefined, b: ChartItem | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * `base` is what both began with. What either one removed is gone, what only they changed is theirs, everything else is mine;
 * where both changed the same annotation, mine holds. Theirs lie below, new ones of mine on top.
 */
export function merged(base: readonly ChartItem[], theirs: readonly ChartItem[], mine: readonly ChartItem[]): readonly ChartItem[] {
  const was = new Map(base.map((item) => [item.id, item]))
  const own = new Map(mine.map((item) => [item.id, item]))
  const other = new Set(theirs.map((item) => item.id))
  const kept = theirs
    .filter((item) => !was.has(item.id) || own.has(item.id))
    .map((item) => {
      const here = own.get(item.id)
      return here && !same(here, was.get(item.id)) ? here : item
    })
  return [...kept, ...mine.filter((item) => !was.has(item.id) && !other.has(item.id))]
}
