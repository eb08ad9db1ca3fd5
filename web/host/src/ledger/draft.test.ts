import { describe, expect, it } from 'vitest'

import { balanceWith, bodyOf, emptyLine, figure, isFigure, linesOf, sums } from './draft'
import type { Entry } from './types'

const line = (debit: string, credit: string, account: number | null = 1) => ({ ...emptyLine(), account, debit, credit })

describe('an entry being written', () => {
  it('says what is missing, to the satang', () => {
    expect(sums([line('1200.50', ''), line('', '1200.49')])).toEqual({ debit: '1200.50', credit: '1200.49', difference: '0.01' })
    expect(sums([])).toEqual({ debit: '0.00', credit: '0.00', difference: '0.00' })
  })
  it('counts what is no figure yet as nothing', () => {
    expect([figure('x'), figure(' 7 '), figure('')]).toEqual(['0.00', '7.00', '0.00'])
    expect([isFigure('1.005'), isFigure('-1'), isFigure('1.5'), isFigure('')]).toEqual([false, false, true, true])
  })
  it.each([
    [[line('100', '')], '', '100.00'],
    [[line('', '40.25'), line('', '9.75')], '50.00', ''],
    [[line('5', ''), line('', '5')], '', ''],
  ])('fills the side that is missing', (others, debit, credit) => {
    const last = line('7', '3')
    balanceWith([...others, last], last)
    expect([last.debit, last.credit]).toEqual([debit, credit])
    expect(sums([...others, last]).difference).toBe('0.00')
  })
  it('sends no blank line and remembers where each came from', () => {
    const { body, places } = bodyOf({ journal: 1, branch: 2, entry_on: '2026-11-20', memo: ' Rent ' }, [emptyLine(), line('5', ''), emptyLine(), { ...line('', '5', 9), branch: 4 }])
    expect(places).toEqual([1, 3])
    expect(body).toEqual({
      journal: 1, branch: 2, entry_on: '2026-11-20', memo: 'Rent',
      lines: [{ account: 1, debit: '5', credit: '0.00', memo: '', dimensions: [] }, { account: 9, debit: '0.00', credit: '5', memo: '', dimensions: [], branch: 4 }],
    })
  })
  it('takes up a draft as it is, its taxes too', () => {
    const entry = { branch: 2, lines: [{ id: 1, position: 1, account: 3, branch: 2, debit: '5.00', credit: '0.00', memo: 'm', dimensions: [{ kind: 'room', code: '1' }], tax_code: 7, tax_base: '71.43', _labels: { account: '5230 Rent' } }] } as unknown as Entry
    const [first] = linesOf(entry)
    expect(first).toMatchObject({ account: 3, shown: '5230 Rent', branch: null, debit: '5.00', credit: '', tax_code: 7, tax_base: '71.43' })
    expect(bodyOf({ journal: 1, branch: 2, entry_on: '', memo: '' }, [first!]).body.lines).toMatchObject([{ tax_code: 7, tax_base: '71.43' }])
  })
})
