import { chromium } from 'playwright-core'
const base = process.env.BASE ?? 'http://localhost:8700'
const [user, ...paths] = process.argv.slice(2)
const theme = process.env.THEME ?? 'light', lang = process.env.LANG2 ?? 'en', w = Number(process.env.W ?? 1440), h = Number(process.env.H ?? 900)
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
const ctx = await b.newContext({ viewport: { width: w, height: h }, timezoneId: 'Asia/Bangkok', reducedMotion: 'reduce' })
await ctx.addInitScript(([t, l]) => { localStorage.setItem('aesthetix.theme', t); localStorage.setItem('aesthetix.language', l) }, [theme, lang])
const page = await ctx.newPage()
page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log('CONSOLE', m.type(), m.text().slice(0, 400)) })
page.on('pageerror', (e) => console.log('PAGEERROR', String(e.stack).slice(0, 600)))
page.on('response', (r) => { if (r.status() >= 400) console.log('HTTP', r.status(), r.url()) })
if (user !== '-') {
  await page.goto(base + '/login')
  await page.fill('input[name=username]', user)
  await page.fill('input[name=password]', 'correct horse battery')
  await page.click('button[type=submit]')
  await page.waitForSelector('.side', { timeout: 30000 })
}
let n = 0
for (const p of paths) {
  const [path, ...acts] = p.split('##')
  await page.goto(base + path)
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.waitForTimeout(400)
  for (const a of acts) { await page.evaluate(() => 0); try { await (new Function('page', `return (async()=>{${a}})()`))(page) } catch (e) { console.log('ACT', e.message.slice(0, 300)) } await page.waitForTimeout(700) }
  const name = `/tmp/shots/${process.env.TAG ?? ''}${user}-${n++}-${theme}-${lang}.png`
  await page.screenshot({ path: name }); console.log(name, page.url())
}
await b.close()
