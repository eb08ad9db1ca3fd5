/** Tokens resolved for the canvas, which cannot read CSS variables; forgotten when the theme changes. */
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Palette } from './painting'

export function usePalette(): { palette: Palette; turn: Readonly<ShallowRef<number>> } {
  const known = new Map<string, string>()
  const turn = shallowRef(0)
  const palette: Palette = (token) => {
    if (token.startsWith('#')) return token
    let value = known.get(token)
    if (value === undefined) {
      value = getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim() || 'currentColor'
      known.set(token, value)
    }
    return value
  }
  const watcher = new MutationObserver(() => {
    known.clear()
    turn.value += 1
  })
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
  onScopeDispose(() => watcher.disconnect())
  return { palette, turn }
}
