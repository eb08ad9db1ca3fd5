/** Addresses of photos: signed by the server for minutes, remembered for a little less. */
import { clinic } from './doors/clinic'

const KEEP_MS = 60_000
const known = new Map<string, { at: number; url: Promise<string> }>()

export function linkOf(id: number, rendition: 'thumb' | 'view'): Promise<string> {
  const key = `${id}/${rendition}`
  const found = known.get(key)
  if (found && Date.now() - found.at < KEEP_MS) return found.url
  const url = clinic.link(id, rendition).then((answer) => answer.url)
  known.set(key, { at: Date.now(), url })
  url.catch(() => known.delete(key))
  return url
}
