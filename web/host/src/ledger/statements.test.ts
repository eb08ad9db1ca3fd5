import { describe, expect, it } from 'vitest'

import { earned, owed, partOf } from './statements'
import type { BalanceRow } from './types'

const row = (code: string, debit: string, credit: string, closing = '0.00'): BalanceRow => ({ account_id: Number(code), code, name: code, name_th: '', type: 'revenue', opening: '0.00', debit, credit, closing })

describe('a part of a statement', () => {
  it('sets now beside before, and sums both to the satang', () => {
    const part = partOf('revenue', 'Revenue', 'Revenue in all', [row('4110', '0.00', '100.10'), row('4130', '5.05', '50.00')], [row('4110', '0.00', '90.00'), row('4140', '0.00', '7.00')], earned)
    expect(part.lines.map((line) => [line.row.code, line.now, line.before, line.change])).toEqual([['4110', '100.10', '90.00', '10.10'], ['4130', '44.95', '0.00', '44.95'], ['4140', '0.00', '7.00', '-7.00']])
    expect(part.total).toEqual({ title: 'Revenue in all', now: '145.05', before: '97.00', change: '48.05' })
  })
  it('shows what is owed as positive, and leaves out what is nothing', () => {
    const part = partOf('liability', 'L', 'L in all', [row('2140', '0', '0', '-7.00'), row('2110', '0', '0', '0.00')], [], owed)
    expect(part.lines.map((line) => [line.row.code, line.now])).toEqual([['2140', '7.00']])
  })
})
