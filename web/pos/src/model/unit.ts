/** What quantities are counted in, in the reader's words; an unknown unit is called as the catalogue calls it. */
const THAI: Record<string, string> = {
  U: 'ยูนิต', mL: 'มล.', g: 'กรัม', spot: 'จุด', area: 'บริเวณ', shot: 'ช็อต', session: 'ครั้ง', treatment: 'ครั้ง', visit: 'ครั้ง', piece: 'ชิ้น',
  bottle: 'ขวด', tube: 'หลอด', pack: 'แพ็ก', jar: 'กระปุก', box: 'กล่อง',
} // prettier-ignore

/** Priced by what is used of them: the price of one says little without its unit. */
const MEASURED = new Set(['U', 'mL', 'g', 'spot', 'area', 'shot'])

export function unitWord(unit: string, locale: string): string {
  return (locale === 'th' ? THAI[unit] : undefined) ?? unit
}

/** "/U" beside the price of one; nothing beside the price of a bottle or a session. */
export function perUnit(unit: string, locale: string): string {
  return MEASURED.has(unit) ? `/${unitWord(unit, locale)}` : ''
}
