import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { ZReportData } from '../model/session-report'
import ReportCard from './ReportCard.vue'

const REPORT: ZReportData = {
  register: '01',
  cashier: 'Nok',
  opened_at: '2026-11-20T02:00:00Z',
  closed_at: null,
  sales_count: 2,
  sales_total: '2570.00',
  void_count: 0,
  void_total: '0.00',
  refund_count: 0,
  refund_total: '0.00',
  exempt: '1500.00',
  taxable: '1000.00',
  vat: '70.00',
  net_takings: '2570.00',
  series: [{ first: 'TX-1', last: 'TX-2', count: 2 }],
  tenders: [
    { kind: 'card', amount: '570.00' },
    { kind: 'cash', amount: '2000.00' },
  ],
  cash: null,
}
const BLIND: ZReportData = {
  ...REPORT,
  blind: true,
  sales_total: null,
  exempt: null,
  taxable: null,
  vat: null,
  net_takings: null,
  tenders: [
    { kind: 'card', amount: '570.00' },
    { kind: 'cash', amount: null },
  ],
}
const figures = (report: ZReportData): string[] =>
  mount(ReportCard, { props: { report, title: 'X' } })
    .findAll('dd')
    .map((one) => one.text())
    .filter((text) => /^[\d,]+\.\d\d$/.test(text))

describe('ReportCard', () => {
  it('shows every sum to whoever may know the drawer', () => {
    expect(figures(REPORT)).toEqual(['2,570.00', '1,500.00', '1,000.00', '70.00', '570.00', '2,000.00', '2,570.00'])
  })

  it('shows a cashier who will count blind no sum but those of the other payments', () => {
    expect(figures(BLIND)).toEqual(['570.00'])
  })
})
