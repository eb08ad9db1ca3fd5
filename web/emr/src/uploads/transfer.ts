/** The upload's way through the doors: token, straight to S3, confirm. Ports are arguments, so that tests need no network. */
import { type Upload, type UploadEvent, advanced, upload } from './upload'

export interface Ticket {
  readonly upload_id: number | string
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Ports {
  readonly ask: (file: File, signal: AbortSignal) => Promise<Ticket>
  readonly put: (ticket: Ticket, file: File, progress: (sent: number) => void, signal: AbortSignal) => Promise<void>
  readonly confirm: (ticket: Ticket, signal: AbortSignal) => Promise<{ readonly id: number }>
}

/** What the store answered to the bytes; `status` 0 is a broken line. */
export class StoreRefused extends Error {
  constructor(readonly status: number) {
    super(`store answered ${status}`)
  }
}

/** What a thrown thing means to the person: whom to blame and whether trying again can help. */
export interface Spoken {
  readonly reason: string
  readonly detail: string
  readonly remedy: string
  readonly retryable: boolean
}

export class Transfer {
  #now: Upload
  #stop = new AbortController()

  constructor(
    readonly file: File,
    private readonly ports: Ports,
    private readonly speak: (error: unknown) => Spoken,
    private readonly told: (now: Upload) => void,
    id: string = crypto.randomUUID(),
  ) {
    this.#now = upload(id, file)
  }

  get now(): Upload {
    return this.#now
  }

  /** Runs until the server has the photo in hand and checks it; what the check says arrives by push: `heard`. */
  async run(): Promise<void> {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    try {
      this.#tell({ kind: 'ask' })
      const ticket = await this.ports.ask(this.file, signal)
      if (signal.aborted) return
      this.#tell({ kind: 'send' })
      await this.ports.put(ticket, this.file, (sent) => this.#tell({ kind: 'progress', sent }), signal)
      if (signal.aborted) return
      this.#tell({ kind: 'confirm' })
      const photo = await this.ports.confirm(ticket, signal)
      this.#tell({ kind: 'check', photoId: photo.id })
    } catch (error) {
      if (signal.aborted) return
      this.#tell({ kind: 'fail', ...this.speak(error) })
    }
  }

  cancel(): void {
    this.#tell({ kind: 'cancel' })
    if (this.#now.state === 'cancelled') this.#stop.abort()
  }

  async retry(): Promise<void> {
    this.#tell({ kind: 'retry' })
    if (this.#now.state === 'waiting') await this.run()
  }

  /** The worker's verdict on the photo. */
  heard(verdict: { readonly state: 'ready' | 'rejected'; readonly detail?: string }): void {
    if (verdict.state === 'ready') this.#tell({ kind: 'verified' })
    else this.#tell({ kind: 'fail', reason: 'rejected', detail: verdict.detail ?? '', retryable: false })
  }

  #tell(event: UploadEvent): void {
    const next = advanced(this.#now, event)
    if (next === this.#now) return
    this.#now = next
    this.told(next)
  }
}

/** XMLHttpRequest, because fetch reports no upload progress. */
export function putWithProgress(ticket: Ticket, file: File, progress: (sent: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(ticket.method, ticket.url)
    for (const [name, value] of Object.entries(ticket.headers)) {
      if (!/^(content-length|host)$/i.test(name)) request.setRequestHeader(name, value)
    }
    request.upload.onprogress = (event) => progress(event.loaded)
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : reject(new StoreRefused(request.status)))
    request.onerror = () => reject(new StoreRefused(0))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
