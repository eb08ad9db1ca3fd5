/** What the till says of the baskets on its input, one a line: its own totals, and VAT spread by its own rule. */
import { createInterface } from 'node:readline'
import { stdin, stdout } from 'node:process'

import { lineFor, type Cart, type CartLine, type Discount } from '../../../web/pos/src/model/cart'
import { spreadSatang, vatWithin, wire } from '../../../web/pos/src/model/money'
import { totalsOf, type TaxCode } from '../../../web/pos/src/model/totals'

type Off = [kind: 'percent' | 'amount', value: number] | null
interface Line {
  code: string
  parts: [code: string, weight: number][]
  price: number
  quantity: number
  off: Off
  covered: boolean
}
interface Basket {
  lines: Line[]
  off: Off
}

const CODES: TaxCode[] = [
  { code: 'EXEMPT', rate: '0.00', exempt: true },
  { code: 'VAT0', rate: '0.00', exempt: false },
  { code: 'VAT7', rate: '7.00', exempt: false },
  { code: 'VAT10', rate: '10.00', exempt: false },
]

const discount = (off: Off): Discount | null => (off === null ? null : off[0] === 'percent' ? { kind: 'percent', percent: wire(off[1]) } : { kind: 'amount', amount: off[1] })

function cartLine(line: Line, place: number): CartLine {
  const product = {
    id: place,
    code: String(place),
    kind: 'retail' as const,
    nameEn: '',
    nameTh: '',
    category: '',
    price: line.price,
    unit: '',
    taxCode: line.code,
    taxParts: line.parts.map(([taxCode, weight]) => ({ taxCode, weight })),
    tracksLots: false,
    stock: null,
    durationMinutes: null,
    barcode: '',
    lots: [],
  }
  const cover = line.covered ? { kind: 'course' as const, balanceId: 1, title: '', session: 1, sessions: 1 } : null
  return { ...lineFor(product, String(place)), quantity: String(line.quantity / 1000), discount: discount(line.off), cover }
}

/** The tax parts of a line, a code once. */
function partsOf(line: CartLine, gross: number): [string, number][] {
  if (line.cover) return []
  const found = new Map<string, number>()
  const shares = line.taxParts.length ? spreadSatang(gross, line.taxParts.map((part) => part.weight)) : [gross]
  const codes = line.taxParts.length ? line.taxParts.map((part) => part.taxCode) : [line.taxCode]
  codes.forEach((code, at) => found.set(code, (found.get(code) ?? 0) + (shares[at] ?? 0)))
  return [...found]
}

function said(basket: Basket): unknown {
  const cart: Cart = { lines: basket.lines.map(cartLine), orderDiscount: discount(basket.off) }
  const totals = totalsOf(cart, CODES)
  const parts = cart.lines.flatMap((line, at) => partsOf(line, totals.lines[at]?.gross ?? 0).map(([code, gross]) => ({ at, code, gross, vat: 0 })))
  for (const code of totals.codes) {
    const own = parts.filter((part) => part.code === code.code)
    const vats = spreadSatang(code.vat, own.map((part) => part.gross))
    own.forEach((part, at) => (part.vat = vats[at] ?? 0))
  }
  return {
    lines: totals.lines.map((line) => [line.lineDiscount, line.orderDiscount, line.gross]),
    parts: parts.map(({ at, code, gross, vat }) => [at, code, gross, gross - vat, vat]),
    codes: totals.codes
      .filter((code) => code.gross)
      .map((code) => [code.code, code.gross, code.net, code.vat])
      .sort(),
  }
}

/** "prices 7.00 1000000": the VAT inside of each price from one satang, one a line. */
function prices(rate: string, last: number): void {
  const piece: string[] = []
  for (let price = 1; price <= last; price++) piece.push(String(vatWithin(price, rate).vat))
  stdout.write(`${piece.join('\n')}\n`)
}

for await (const line of createInterface({ input: stdin })) {
  if (line.startsWith('prices ')) {
    const [, rate = '', last = ''] = line.split(' ')
    prices(rate, Number(last))
  } else {
    stdout.write(`${JSON.stringify(said(JSON.parse(line) as Basket))}\n`)
  }
}
