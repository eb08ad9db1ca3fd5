/** Names in the reader's language. */
import { useLocale } from '@aesthetix/ui-kit'

interface Named {
  nameEn: string
  nameTh: string
}

export function useNames(): {
  name: (one: Named) => string
  pick: (en: string | undefined, th: string | undefined) => string
} {
  const { locale } = useLocale()
  return {
    name: (one) => (locale.value === 'th' ? one.nameTh || one.nameEn : one.nameEn),
    pick: (en, th) => (locale.value === 'th' ? th || en : en) ?? '',
  }
}
