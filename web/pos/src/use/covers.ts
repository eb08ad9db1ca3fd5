/** What a covering course is called in the reader's language; the patient's own list knows both names. */
import type { CourseCover } from '../model/cart'
import { useSale } from '../stores/sale'
import { useNames } from './names'

export function useCoverTitle(): (cover: CourseCover) => string {
  const sale = useSale()
  const { pick } = useNames()
  return (cover) => {
    const course = sale.patient?.courses.find((one) => one.balance_id === cover.balanceId)
    return pick(course?.title, course?.title_th) || cover.title
  }
}
