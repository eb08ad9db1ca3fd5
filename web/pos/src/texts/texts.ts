import { useMessages, type Translate } from '@aesthetix/ui-kit'
import { en } from './en'
import { th } from './th'

export type TextKey = keyof typeof en

export function useTexts(): Translate<TextKey> {
  return useMessages({ en: en as Record<TextKey, string>, th })
}
