// vue-tsc over every workspace, one after the other (it needs about 300 MB each).
import { spawnSync } from 'node:child_process'

const only = process.argv.slice(2)
const workspaces = only.length ? only : ['ui-kit', 'sdk', 'host', 'emr', 'pos']
let failed = false
for (const name of workspaces) {
  const run = spawnSync('npx', ['vue-tsc', '--noEmit', '-p', `${name}/tsconfig.json`], { stdio: 'inherit' })
  if (run.status !== 0) failed = true
  else console.log(`typecheck ${name}: ok`)
}
process.exit(failed ? 1 : 0)
