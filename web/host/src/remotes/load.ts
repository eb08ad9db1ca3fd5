/** Rooms loaded by address at first navigation. A hanging remote never rejects by itself, so we count the seconds. */
import { API_VERSION, type ErpModule, type RemoteInfo } from '@aesthetix/sdk'
import { getInstance } from '@module-federation/runtime'

const TIMEOUT_MS = 15_000
const loaded = new Map<string, Promise<ErpModule>>()

export class RemoteFailed extends Error {
  constructor(
    readonly remote: string,
    readonly reason: 'timeout' | 'version' | 'unreachable',
    options?: ErrorOptions,
  ) {
    super(`remote ${remote}: ${reason}`, options)
    this.name = 'RemoteFailed'
  }
}

function limit<T>(work: Promise<T>, remote: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RemoteFailed(remote, 'timeout')), TIMEOUT_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function fetchModule(remote: RemoteInfo): Promise<ErpModule> {
  const federation = getInstance()
  if (!federation) throw new RemoteFailed(remote.name, 'unreachable')
  federation.registerRemotes([{ name: remote.name, entry: new URL(remote.entry, location.href).href, type: 'module' }], { force: true })
  let answer: { default: ErpModule } | null
  try {
    answer = await limit(federation.loadRemote<{ default: ErpModule }>(`${remote.name}/${remote.module.replace(/^\.\//, '')}`), remote.name)
  } catch (error) {
    throw error instanceof RemoteFailed ? error : new RemoteFailed(remote.name, 'unreachable', { cause: error })
  }
  if (!answer?.default) throw new RemoteFailed(remote.name, 'unreachable')
  if (answer.default.apiVersion !== API_VERSION) throw new RemoteFailed(remote.name, 'version')
  await answer.default.setup?.()
  return answer.default
}

export function loadRemoteModule(remote: RemoteInfo): Promise<ErpModule> {
  const running = loaded.get(remote.name)
  if (running) return running
  const started = fetchModule(remote).catch((error: unknown) => {
    loaded.delete(remote.name)
    throw error
  })
  loaded.set(remote.name, started)
  return started
}
