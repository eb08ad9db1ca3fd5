/** Every page of the till needs the same first: what may be sold, on which register, and the sale in hand. */
import { bus, setTitle } from '@aesthetix/sdk'
import { onBeforeUnmount, onMounted } from 'vue'
import { useSale } from '../stores/sale'
import { useTill } from '../stores/till'

export function useReady(title: string, then: () => void = () => undefined): void {
  const till = useTill()
  const sale = useSale()
  const off = bus.on('BRANCH_CHANGED', () => void till.load())
  onMounted(async () => {
    setTitle(title)
    if (!till.boot) await till.load()
    sale.restore()
    then()
  })
  onBeforeUnmount(off)
}
