/** Every file begins with modules of its own, every test with an empty device and an English page. */
import { beforeEach, vi } from 'vitest'

vi.resetModules() // files share one browser (a second each to build), not what another one has put in a module's place
localStorage.setItem('aesthetix.language', 'en')
beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('aesthetix.language', 'en')
  document.body.innerHTML = ''
})
