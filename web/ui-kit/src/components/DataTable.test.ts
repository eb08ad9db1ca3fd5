import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import DataTable from './DataTable.vue'

const columns = [
  { key: 'name', label: 'Name', sortable: true },
  { key: 'total', label: 'Total', money: true },
]
const rows = [
  { id: 1, name: 'A', total: '1234.5' },
  { id: 2, name: 'B', total: '-8.00' },
]

describe('DataTable', () => {
  it('formats money, names itself and tells the order', () => {
    const table = mount(DataTable, { props: { columns, rows, label: 'Sales', order: '-name' } })
    expect(table.get('[role=region]').attributes('aria-label')).toBe('Sales')
    expect(table.findAll('tbody td').map((cell) => cell.text())).toEqual(['A', '1,234.50', 'B', '\u22128.00'])
    expect(table.get('th').attributes('aria-sort')).toBe('descending')
  })
  it('asks for another order', async () => {
    const table = mount(DataTable, { props: { columns, rows, label: 'Sales', order: 'name' } })
    await table.get('.th-btn').trigger('click')
    expect(table.emitted('update:order')).toEqual([['-name']])
  })
  it('selects all rows of the page', async () => {
    const table = mount(DataTable, { props: { columns, rows, label: 'Sales', selectable: true, selected: [] } })
    await table.get('thead input').setValue(true)
    expect(table.emitted('update:selected')).toEqual([[[1, 2]]])
  })
  it('selects one row more', async () => {
    const table = mount(DataTable, { props: { columns, rows, label: 'Sales', selectable: true, selected: [1] } })
    await table.findAll('tbody input')[1]!.setValue(true)
    expect(table.emitted('update:selected')).toEqual([[[1, 2]]])
  })
  it('shows skeletons at first and its empty slot later', () => {
    expect(mount(DataTable, { props: { columns, rows: [], label: 'Sales', loading: true, skeletonRows: 3 } }).findAll('tbody tr')).toHaveLength(3)
    expect(mount(DataTable, { props: { columns, rows: [], label: 'Sales' }, slots: { empty: 'Nothing yet' } }).text()).toContain('Nothing yet')
  })
})
