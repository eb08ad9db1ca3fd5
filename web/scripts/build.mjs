// Builds into a fresh staging folder and swaps it in, so that a running server never sees half a build.
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const root = fileURLToPath(new URL('..', import.meta.url))
const only = process.argv.slice(2)
const targets = { host: 'dist/host', emr: 'dist/remotes/emr', pos: 'dist/remotes/pos' }
for (const [name, out] of Object.entries(targets)) {
  if (only.length && !only.includes(name)) continue
  const staging = join(root, `dist/.staging-${name}`)
  rmSync(staging, { recursive: true, force: true })
  const run = spawnSync('npx', ['vite', 'build', '--outDir', staging, '--emptyOutDir'], { cwd: join(root, name), stdio: 'inherit' })
  if (run.status !== 0) process.exit(run.status ?? 1)
  const target = join(root, out)
  const old = join(root, `dist/.old-${name}`)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(target)) renameSync(target, old)
  spawnSync('mkdir', ['-p', join(target, '..')])
  renameSync(staging, target)
  rmSync(old, { recursive: true, force: true })
}
