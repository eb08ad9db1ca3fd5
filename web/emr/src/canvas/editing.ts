/** Undo and redo: a stack of edits, each of which knows its inverse. Nothing edits a chart but `applied`. */
import type { ChartItem } from './model'

export type Edit =
  | { readonly kind: 'add'; readonly item: ChartItem; readonly at: number }
  | { readonly kind: 'remove'; readonly item: ChartItem; readonly at: number }
  | { readonly kind: 'change'; readonly before: ChartItem; readonly after: ChartItem }
  | { readonly kind: 'many'; readonly edits: readonly Edit[] }

export interface Sheet {
  readonly items: readonly ChartItem[]
  readonly done: readonly Edit[]
  readonly undone: readonly Edit[]
  /** Edits that follow each other under the same key (a pin nudged ten times) are undone as one. */
  readonly key: string
}

const DEEPEST = 500

export function sheet(items: readonly ChartItem[]): Sheet {
  return { items, done: [], undone: [], key: '' }
}

export function applied(items: readonly ChartItem[], edit: Edit): readonly ChartItem[] {
  switch (edit.kind) {
    case 'add':
      return [...items.slice(0, edit.at), edit.item, ...items.slice(edit.at)]
    case 'remove':
      return items.filter((item) => item.id !== edit.item.id)
    case 'change':
      return items.map((item) => (item.id === edit.before.id ? edit.after : item))
    case 'many':
      return edit.edits.reduce(applied, items)
  }
}

export function inverse(edit: Edit): Edit {
  switch (edit.kind) {
    case 'add':
      return { kind: 'remove', item: edit.item, at: edit.at }
    case 'remove':
      return { kind: 'add', item: edit.item, at: edit.at }
    case 'change':
      return { kind: 'change', before: edit.after, after: edit.before }
    case 'many':
      return { kind: 'many', edits: [...edit.edits].reverse().map(inverse) }
  }
}

export function edited(now: Sheet, edit: Edit, key = ''): Sheet {
  const items = applied(now.items, edit)
  const last = now.done.at(-1)
  if (key !== '' && key === now.key && last?.kind === 'change' && edit.kind === 'change' && last.after.id === edit.before.id) {
    const joined: Edit = { kind: 'change', before: last.before, after: edit.after }
    return { items, done: [...now.done.slice(0, -1), joined], undone: [], key }
  }
  return { items, done: [...now.done, edit].slice(-DEEPEST), undone: [], key }
}

export function undo(now: Sheet): Sheet {
  const last = now.done.at(-1)
  if (last === undefined) return now
  return { items: applied(now.items, inverse(last)), done: now.done.slice(0, -1), undone: [...now.undone, last], key: '' }
}

export function redo(now: Sheet): Sheet {
  const next = now.undone.at(-1)
  if (next === undefined) return now
  return { items: applied(now.items, next), done: [...now.done, next], undone: now.undone.slice(0, -1), key: '' }
}

export function add(now: Sheet, item: ChartItem): Sheet {
  return edited(now, { kind: 'add', item, at: now.items.length })
}

export function remove(now: Sheet, id: string): Sheet {
  const at = now.items.findIndex((item) => item.id === id)
  const item = now.items[at]
  return item === undefined ? now : edited(now, { kind: 'remove', item, at })
}

/** Replaces one annotation by a changed copy of itself. */
export function change(now: Sheet, after: ChartItem, key = ''): Sheet {
  const before = now.items.find((item) => item.id === after.id)
  return before === undefined || before === after ? now : edited(now, { kind: 'change', before, after }, key)
}

/** Everything to `items` in one step: Reset, and "Copy points of an earlier session". Undo brings back what was there. */
export function replaced(now: Sheet, items: readonly ChartItem[]): Sheet {
  const away: Edit[] = [...now.items].map((item, at) => ({ kind: 'remove' as const, item, at })).reverse()
  const here: Edit[] = items.map((item, at) => ({ kind: 'add', item, at }))
  const edits = [...away, ...here]
  return edits.length === 0 ? now : edited(now, { kind: 'many', edits })
}
