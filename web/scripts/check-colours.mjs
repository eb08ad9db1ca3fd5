// Raw colours may stand in ui-kit/src/styles/tokens.css only: everything else reads a semantic token.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join, relative } from 'node:path'

const root = fileURLToPath(new URL('..', import.meta.url))
const raw = /(#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8}|[0-9a-fA-F]{3,4})\b(?![-\w]))|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(\s*[\d.]/g
const ramp = /var\(--(?:teal|orange|slate|green|amber|red|blue|violet|rose)-\d+\)/g
const allowed = new Set(['ui-kit/src/styles/tokens.css'])

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else if (/\.(vue|css|ts|svg)$/.test(name) && !/\.(test|spec)\.ts$/.test(name) && !name.endsWith('.d.ts')) yield path
  }
}

let found = 0
for (const workspace of ['ui-kit', 'sdk', 'host', 'emr', 'pos']) {
  for (const path of files(join(root, workspace, 'src'))) {
    const name = relative(root, path)
    if (allowed.has(name)) continue
    readFileSync(path, 'utf8').split('\n').forEach((line, at) => {
      const text = line.replace(/(?:href|to|url|src|id)=?[("'\s]*#[\w-]+/g, '').replace(/url\(#[\w-]+\)/g, '')
      const hits = [...(text.match(raw) ?? []), ...(text.match(ramp) ?? [])]
      for (const hit of hits) {
        found += 1
        console.error(`${name}:${at + 1}: raw colour ${hit}: use a semantic token`)
      }
    })
  }
}
if (found) process.exit(1)
console.log('colours: only semantic tokens')
