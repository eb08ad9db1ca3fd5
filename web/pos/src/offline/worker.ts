/** Asks the host's service worker to keep this build's files, so that the till starts again without the server. */

interface Built {
  file: string
  css?: string[]
  assets?: string[]
}

async function filesOf(base: string): Promise<string[]> {
  const answer = await fetch(`${base}asset-manifest.json`)
  const built = (await answer.json()) as Record<string, Built>
  return Object.values(built).flatMap((one) => [one.file, ...(one.css ?? []), ...(one.assets ?? [])].map((file) => base + file))
}

/** Once a page, while nobody waits. Only a build has a worker and its lists. */
export async function keepForOffline(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/sw.js')
    const { active } = await navigator.serviceWorker.ready
    const loaded = performance.getEntriesByType('resource').map((one) => one.name)
    const files = [...(await filesOf('/')), ...(await filesOf('/remotes/pos/')), '/remotes/pos/remoteEntry.js', '/remotes/pos/mf-manifest.json', '/favicon.svg']
    active?.postMessage({ keep: [...new Set([...files, ...loaded])] })
    await navigator.storage?.persist?.()
  } catch {
    // Without it the till works as before; only a start without the server does not.
  }
}
