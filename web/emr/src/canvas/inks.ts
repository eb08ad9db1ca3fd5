/** Ink colours: tokens on the screen, so that they follow the theme; on paper and in the record the hexadecimal of the light theme. */

export const INKS = ['cat-2', 'cat-1', 'cat-3', 'cat-4', 'cat-5', 'cat-8'] as const
const TOKENS = Array.from({ length: 8 }, (_, index) => `cat-${index + 1}`)

let known: Map<string, string> | null = null

/** Read from the stylesheet itself, under the light theme, whatever the page wears. */
function light(): Map<string, string> {
  if (known && known.size > 0) return known
  const probe = document.createElement('i')
  probe.dataset['theme'] = 'light'
  probe.hidden = true
  document.body.append(probe)
  const style = getComputedStyle(probe)
  known = new Map(
    TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim().toLowerCase()] as const).filter(([, hex]) =>
      /^#[0-9a-f]{6}$/.test(hex),
    ),
  )
  probe.remove()
  return known
}

const LAST_RESORT = `#${'0'.repeat(6)}`

export function hexOf(token: string): string {
  if (/^#[0-9a-f]{6}$/i.test(token)) return token.toLowerCase()
  return light().get(token) ?? LAST_RESORT
}

/** A hexadecimal that is none of ours (an import) stays as it is. */
export function tokenOf(color: string): string {
  for (const [token, hex] of light()) if (hex === color.toLowerCase()) return token
  return color
}
