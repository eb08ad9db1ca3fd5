import { useMessages, type Translate } from '@aesthetix/ui-kit'
import type { PaidKind } from '../model/tenders'
import { en as counter } from './counter.en'
import { th as counterTh } from './counter.th'
import { en as offline } from './offline.en'
import { th as offlineTh } from './offline.th'
import { en as sale } from './sale.en'
import { th as saleTh } from './sale.th'

const en = { ...sale, ...counter, ...offline }
const th = { ...saleTh, ...counterTh, ...offlineTh }

export type TextKey = keyof typeof en

/** What each means of payment is called at the till. */
export const TENDERS: Record<PaidKind, TextKey> = { cash: 'cash', card: 'card', promptpay: 'promptpay', transfer: 'transfer', credit: 'byCredit', on_account: 'onAccount', rounding: 'cashRounding' }

export function useTexts(): Translate<TextKey> {
  return useMessages({ en: en as Record<TextKey, string>, th })
}
