/**
 * Lets the till start without the server: the page, the shell and the rooms as they were last loaded.
 *
 * Kept are only files of the build: those named by their content, the page itself, and the rooms' entries, which are
 * asked for anew while the server answers. Never an answer of the API, never a file of a person.
 */
const CACHE = 'aesthetix-shell-1'
const HASHED = /^\/(?:(?:remotes\/[^/]+\/)?assets\/)?[^/]+-[A-Za-z0-9_-]{8}\.(?:js|css|woff2|svg|png)$/
const ENTRY = /^\/(?:remotes\/[^/]+\/(?:remoteEntry\.js|mf-manifest\.json)|favicon\.svg)$/
const NO_PAGE = /^\/(?:api|static|remotes|assets|healthz|readyz|metrics)(?:\/|$)/
const PAGE = '/'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(begin()))

async function begin() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
  await self.clients.claim()
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin) return
  if (event.request.mode === 'navigate') {
    if (!NO_PAGE.test(url.pathname)) event.respondWith(freshest(event.request, PAGE))
  } else if (HASHED.test(url.pathname)) event.respondWith(kept(event.request))
  else if (ENTRY.test(url.pathname)) event.respondWith(freshest(event.request, url.pathname))
})

/** From the server while it answers, else as it was. */
async function freshest(request, name) {
  const cache = await caches.open(CACHE)
  try {
    const answer = await fetch(request)
    const isPage = name !== PAGE || (answer.headers.get('Content-Type') ?? '').startsWith('text/html')
    if (answer.ok && !answer.redirected && isPage) await cache.put(name, answer.clone())
    return answer
  } catch (error) {
    const before = await cache.match(name)
    if (before) return before
    throw error
  }
}

/** A file named by its content never changes. */
async function kept(request) {
  const cache = await caches.open(CACHE)
  const known = await cache.match(request.url)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

/** The till names the build's files: all are kept, and those of earlier builds go. */
self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep.map((one) => new URL(one, location.origin))))
})

async function keep(urls) {
  const cache = await caches.open(CACHE)
  const wanted = urls.filter((url) => url.origin === location.origin && (HASHED.test(url.pathname) || ENTRY.test(url.pathname)))
  for (const url of wanted) {
    if (HASHED.test(url.pathname) && (await cache.match(url.href))) continue
    const answer = await fetch(url.href)
    if (answer.ok) await cache.put(HASHED.test(url.pathname) ? url.href : url.pathname, answer)
  }
  const page = await fetch(PAGE)
  if (page.ok) await cache.put(PAGE, page)
  const named = new Set(wanted.map((url) => url.href))
  for (const request of await cache.keys()) {
    if (HASHED.test(new URL(request.url).pathname) && !named.has(request.url)) await cache.delete(request)
  }
}
