import { useMessages, type Translate } from '@aesthetix/ui-kit'
import type { TenderKind } from '../model/tenders'
import { en } from './en'
import { th } from './th'

export type TextKey = keyof typeof en

/** What each means of payment is called at the till. */
export const TENDERS: Record<TenderKind, TextKey> = { cash: 'cash', card: 'card', promptpay: 'promptpay', transfer: 'transfer', credit: 'byCredit', on_account: 'onAccount' }

export function useTexts(): Translate<TextKey> {
  return useMessages({ en: en as Record<TextKey, string>, th })
}
