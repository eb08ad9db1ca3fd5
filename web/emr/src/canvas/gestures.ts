/**
 * Which pointer means what. One finger draws and two pan and pinch, until a pen has been seen: from then on the pen draws and a
 * single finger pans, so that the resting hand writes nothing. While the pen is down, touch is not heard at all (palm).
 */
import type { Spot } from './geometry'

export type Device = 'mouse' | 'pen' | 'touch'
export interface Contact extends Spot {
  readonly id: number
  readonly device: Device
}

export type Gesture =
  | { readonly kind: 'none' }
  | { readonly kind: 'act'; readonly id: number }
  | { readonly kind: 'pan'; readonly id: number }
  | { readonly kind: 'pinch'; readonly ids: readonly [number, number] }

export interface Hands {
  readonly contacts: readonly Contact[]
  readonly penSeen: boolean
  readonly gesture: Gesture
}

export const IDLE: Hands = { contacts: [], penSeen: false, gesture: { kind: 'none' } }

/** `panning`: the pan tool is chosen or Space is held. `begun`: the act under way was begun by this finger and must be given up. */
export function pressed(hands: Hands, contact: Contact, panning: boolean): { hands: Hands; abandoned: boolean } {
  const penDown = hands.contacts.some((other) => other.device === 'pen')
  if (contact.device === 'touch' && penDown) return { hands, abandoned: false }
  const contacts = [...hands.contacts.filter((other) => other.id !== contact.id), contact]
  const penSeen = hands.penSeen || contact.device === 'pen'
  const touches = contacts.filter((other) => other.device === 'touch')
  if (contact.device === 'pen') {
    const act: Gesture = panning ? { kind: 'pan', id: contact.id } : { kind: 'act', id: contact.id }
    return { hands: { contacts: [contact], penSeen, gesture: act }, abandoned: hands.gesture.kind === 'act' }
  }
  const [first, second] = touches
  if (first && second) {
    const gesture: Gesture = { kind: 'pinch', ids: [first.id, second.id] }
    return { hands: { contacts, penSeen, gesture }, abandoned: hands.gesture.kind === 'act' }
  }
  const pans = panning || (contact.device === 'touch' && penSeen)
  return { hands: { contacts, penSeen, gesture: { kind: pans ? 'pan' : 'act', id: contact.id } }, abandoned: false }
}

export function moved(hands: Hands, contact: Contact): Hands {
  if (!hands.contacts.some((other) => other.id === contact.id)) return hands
  return { ...hands, contacts: hands.contacts.map((other) => (other.id === contact.id ? contact : other)) }
}

/** After a pinch the finger that stays pans: it must not start to draw. */
export function released(hands: Hands, id: number): Hands {
  const contacts = hands.contacts.filter((other) => other.id !== id)
  const { gesture } = hands
  if (gesture.kind === 'pinch') {
    const stays = contacts.find((other) => gesture.ids.includes(other.id))
    return { ...hands, contacts, gesture: stays ? { kind: 'pan', id: stays.id } : { kind: 'none' } }
  }
  const over = gesture.kind !== 'none' && gesture.id === id
  return { ...hands, contacts, gesture: over ? { kind: 'none' } : gesture }
}

export function contactOf(hands: Hands, id: number): Contact | undefined {
  return hands.contacts.find((contact) => contact.id === id)
}

export function heard(hands: Hands, id: number): boolean {
  return hands.contacts.some((contact) => contact.id === id)
}
