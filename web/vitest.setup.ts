/** Every test starts with an empty device and an English page. */
import { beforeEach } from 'vitest'

localStorage.setItem('aesthetix.language', 'en')
beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('aesthetix.language', 'en')
  document.body.innerHTML = ''
})
