/** Keys of the till. A handler that answers true has used the key. */
import { onBeforeUnmount, onMounted } from 'vue'

export type KeyHandlers = Record<string, (event: KeyboardEvent) => boolean | void>

/** Letters and arrows belong to the field one is typing in; function keys and Escape do not. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

export function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"]') !== null
}

export function useKeys(handlers: KeyHandlers): void {
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialogIsOpen()) return
    const handler = handlers[event.key]
    if (!handler) return
    const always = /^F\d+$/.test(event.key) || event.key === 'Escape'
    if (!always && isTyping(event.target)) return
    if (handler(event) !== false) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
