/** What the page shows calls itself: the last crumb and the window's title. A new route clears it. */
import { readonly, ref } from 'vue'

const current = ref('')
export const pageTitle = readonly(current)
export function setTitle(text: string): void {
  current.value = text
}
