/** Events between the shell and the rooms. One bus a page: the sdk is shared by federation. */
export interface BusEvents {
  SESSION_EXPIRED: { returnTo: string }
  SESSION_STARTED: undefined
  SIGNED_OUT: undefined
  BRANCH_CHANGED: { branchId: number }
  MODULES_CHANGED: undefined
  PATIENT_SELECTED: { patientId: number }
  CART_CHANGED: { count: number }
}
type Handler<T> = (payload: T) => void

const handlers = new Map<keyof BusEvents, Set<Handler<never>>>()

export const bus = {
  on<E extends keyof BusEvents>(event: E, handler: Handler<BusEvents[E]>): () => void {
    const set = handlers.get(event) ?? new Set()
    set.add(handler as Handler<never>)
    handlers.set(event, set)
    return () => set.delete(handler as Handler<never>)
  },
  emit<E extends keyof BusEvents>(event: E, ...payload: BusEvents[E] extends undefined ? [] : [BusEvents[E]]): void {
    for (const handler of [...(handlers.get(event) ?? [])]) (handler as Handler<unknown>)(payload[0])
  },
}
