/** Light or dark, and how tall the rows are: two attributes of <html>, remembered on the device. */
import { computed, ref, type ComputedRef, type Ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
export type Density = 'compact' | 'default' | 'touch'

function stored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  const value = globalThis.localStorage?.getItem(key) as T | null
  return value && allowed.includes(value) ? value : fallback
}

const theme = ref<Theme>(stored('aesthetix.theme', ['light', 'dark', 'system'], 'light'))
const density = ref<Density>(stored('aesthetix.density', ['compact', 'default', 'touch'], 'default'))
const media = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null
const systemDark = ref(media?.matches ?? false)
const shown = computed<'light' | 'dark'>(() => (theme.value === 'system' ? (systemDark.value ? 'dark' : 'light') : theme.value))

function reflect(): void {
  if (typeof document === 'undefined') return
  document.documentElement.dataset.theme = shown.value
  document.documentElement.dataset.density = density.value
}
media?.addEventListener?.('change', (event) => {
  systemDark.value = event.matches
  reflect()
})
reflect()

export function useTheme(): { theme: Ref<Theme>; shown: ComputedRef<'light' | 'dark'>; setTheme: (value: Theme) => void; toggle: () => void } {
  const setTheme = (value: Theme): void => {
    theme.value = value
    globalThis.localStorage?.setItem('aesthetix.theme', value)
    reflect()
  }
  return { theme, shown, setTheme, toggle: () => setTheme(shown.value === 'dark' ? 'light' : 'dark') }
}

export function useDensity(): { density: Ref<Density>; setDensity: (value: Density) => void } {
  const setDensity = (value: Density): void => {
    density.value = value
    globalThis.localStorage?.setItem('aesthetix.density', value)
    reflect()
  }
  return { density, setDensity }
}
