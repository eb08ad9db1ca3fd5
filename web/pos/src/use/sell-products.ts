/** What happens when a product, or a course that is owned, is touched: asked first where it matters. */
import { toast } from '@aesthetix/ui-kit'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { OwnedCourse } from '../api/types'
import { allergyIn, type Allergy } from '../model/patient'
import { stockMark, type Product } from '../model/product'
import { useCheckout } from '../stores/checkout'
import { useSale } from '../stores/sale'
import { useTill } from '../stores/till'
import { useTexts } from '../texts/texts'
import { useNames } from './names'
import type { SellDialogs } from './sell-dialogs'

export interface Question {
  kind: 'owned' | 'allergy'
  product: Product
  course?: OwnedCourse
  allergy?: Allergy
}

export interface SellProducts {
  question: Ref<Question | null>
  courseInHand: Ref<OwnedCourse | null>
  courseItems: ComputedRef<{ id: number; label: string; note: string }[]>
  ownedProducts: ComputedRef<Set<number>>
  choose: (product: Product) => void
  useOwned: (course: OwnedCourse) => void
  answerFirst: () => void
}

export function useSellProducts(dialogs: SellDialogs): SellProducts {
  const t = useTexts()
  const till = useTill()
  const sale = useSale()
  const checkout = useCheckout()
  const { name } = useNames()
  const question = ref<Question | null>(null)
  const courseInHand = ref<OwnedCourse | null>(null)
  const usable = computed(() => (sale.patient?.courses ?? []).filter((course) => sale.sessionsLeft(course) > 0))
  const ownedProducts = computed(() => new Set(usable.value.flatMap((course) => course.product_ids)))
  const courseItems = computed(() =>
    (courseInHand.value?.product_ids ?? []).flatMap((id) => {
      const product = till.productOf(id)
      return product ? [{ id, label: name(product), note: product.code }] : []
    }),
  )

  function ask(asked: Question): void {
    question.value = asked
    dialogs.show('choice')
  }

  function choose(product: Product): void {
    if (checkout.pending) return
    if (stockMark(product) === 'out') {
      toast({ text: t('soldOutToast', { name: name(product) }), tone: 'warn' })
      return
    }
    const allergy = allergyIn(product, sale.allergies)
    if (allergy) return ask({ kind: 'allergy', product, allergy })
    const course = usable.value.find((one) => one.product_ids.includes(product.id))
    if (course) return ask({ kind: 'owned', product, course })
    sale.add(product)
  }

  /** A course of several treatments asks which of them is done today. */
  function useOwned(course: OwnedCourse): void {
    if (checkout.pending) return
    if (course.product_ids.length < 2) return void sale.useCourse(course)
    courseInHand.value = course
    dialogs.show('course')
  }

  function answerFirst(): void {
    const asked = question.value
    if (!asked) return
    if (asked.kind === 'owned' && asked.course) sale.useCourse(asked.course, asked.product.id)
    else sale.add(asked.product)
  }
  return { question, courseInHand, courseItems, ownedProducts, choose, useOwned, answerFirst }
}
