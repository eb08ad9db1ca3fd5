/** A scanner works from anywhere on the page; what it typed into a field is taken out again. */
import { onBeforeUnmount, onMounted } from 'vue'
import { WedgeDecoder } from '../model/scanner'
import { dialogIsOpen, isTyping } from './keys'

export function useWedge(onScan: (text: string) => boolean): void {
  const decoder = new WedgeDecoder()
  let before: { field: HTMLInputElement; value: string } | null = null

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || dialogIsOpen()) return
    const field = isTyping(event.target) && event.target instanceof HTMLInputElement ? event.target : null
    const held = field?.value ?? ''
    const step = decoder.feed(event)
    if (step.kind === 'burst' && step.length === 1) before = field ? { field, value: held } : null
    if (step.kind !== 'scan' || !onScan(step.text)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (before) {
      before.field.value = before.value
      before.field.dispatchEvent(new Event('input', { bubbles: true }))
      before = null
    }
  }
  onMounted(() => window.addEventListener('keydown', onKey, { capture: true }))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey, { capture: true }))
}
