/** Name -> component. The second set is loaded once, when a name outside the first is asked for. */
import { shallowReactive, type Component } from 'vue'

import { core } from './core'

const known = shallowReactive<Record<string, Component>>({ ...core })
let loading: Promise<void> | null = null

export function iconOf(name: string): Component | undefined {
  const found = known[name]
  if (!found) {
    loading ??= import('./more').then(({ more }) => {
      Object.assign(known, more)
    })
  }
  return found
}

/** A room may add its own drawings: registerIcons({ 'face-front': FaceFront }). */
export function registerIcons(icons: Record<string, Component>): void {
  Object.assign(known, icons)
}
