// Builds host and rooms side by side, each into a fresh staging folder that is swapped in at the end, so that a running
// server never sees half a build.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'

const root = fileURLToPath(new URL('..', import.meta.url))
const only = process.argv.slice(2)
const targets = { host: 'dist/host', emr: 'dist/remotes/emr', pos: 'dist/remotes/pos' }

function build(name) {
  const staging = join(root, `dist/.staging-${name}`)
  rmSync(staging, { recursive: true, force: true })
  const run = spawn('npx', ['vite', 'build', '--outDir', staging, '--emptyOutDir'], { cwd: join(root, name), stdio: 'inherit' })
  return new Promise((resolve) => run.on('exit', (status) => resolve(status ?? 1)))
}

function swapIn(name) {
  const target = join(root, targets[name])
  const old = join(root, `dist/.old-${name}`)
  rmSync(old, { recursive: true, force: true })
  mkdirSync(dirname(target), { recursive: true })
  if (existsSync(target)) renameSync(target, old)
  renameSync(join(root, `dist/.staging-${name}`), target)
  rmSync(old, { recursive: true, force: true })
}

const names = Object.keys(targets).filter((name) => !only.length || only.includes(name))
const failed = (await Promise.all(names.map(build))).find((status) => status !== 0)
if (failed !== undefined) process.exit(failed)
names.forEach(swapIn)
