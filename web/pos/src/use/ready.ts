/** Every page of the till needs the same first: what may be sold, on which register, and the sale in hand. */
import { bus, setTitle, useSession } from '@aesthetix/sdk'
import { onBeforeUnmount, onMounted } from 'vue'
import { useOffline } from '../stores/offline'
import { useSale } from '../stores/sale'
import { useTill } from '../stores/till'

export function useReady(title: string, then: () => void = () => undefined): void {
  const till = useTill()
  const sale = useSale()
  const { user, branch } = useSession()

  /** Another person or another branch finds another till: nobody sees the last one's cart. */
  async function load(): Promise<void> {
    const owner = `${user.value?.id ?? ''}:${branch.value?.id ?? ''}`
    if (till.owner !== owner) {
      sale.leave()
      till.leave(owner)
    }
    if (!till.boot) await till.load()
    sale.restore()
    void useOffline().begin()
    then()
  }

  const off = bus.on('BRANCH_CHANGED', () => void load())
  onMounted(() => {
    setTitle(title)
    void load()
  })
  onBeforeUnmount(off)
}
