/** The reader's language: one ref for the whole page, remembered on the device before anyone has signed in. */
import { readonly, ref, type Ref } from 'vue'

export type Locale = 'en' | 'th'
const KEY = 'aesthetix.language'

function initial(): Locale {
  const stored = globalThis.localStorage?.getItem(KEY)
  if (stored === 'en' || stored === 'th') return stored
  return globalThis.navigator?.language?.startsWith('th') ? 'th' : 'en'
}

const locale = ref<Locale>(initial())
const reflect = (value: Locale): void => {
  if (typeof document !== 'undefined') document.documentElement.lang = value
}
reflect(locale.value)

export function setLocale(value: Locale): void {
  locale.value = value
  globalThis.localStorage?.setItem(KEY, value)
  reflect(value)
}

export function useLocale(): { locale: Readonly<Ref<Locale>>; setLocale: (value: Locale) => void } {
  return { locale: readonly(locale), setLocale }
}

/** The BCP 47 tag for Intl: Thai reads Buddhist years. */
export const intlTag = (value: Locale): string => (value === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB')
