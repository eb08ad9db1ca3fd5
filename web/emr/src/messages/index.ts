import { useMessages, type Translate } from '@aesthetix/ui-kit'
import { en } from './en'
import { th } from './th'

export type MessageKey = keyof typeof en

export function useEmrMessages(): Translate<MessageKey> {
  return useMessages<MessageKey>({ en, th })
}
