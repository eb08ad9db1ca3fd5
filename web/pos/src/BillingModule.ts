/** The till as the shell loads it: routes under /pos, each without the shell's navigation. */
import { API_VERSION, type ErpModule } from '@aesthetix/sdk'
import { SELL } from './rights'
import './styles/index.css'

const page = (en: string, th: string) => ({ title: { en, th }, right: SELL, bare: true })

const module: ErpModule = {
  name: 'pos',
  apiVersion: API_VERSION,
  routes: [
    { path: '/pos', name: 'pos.sell', component: () => import('./pages/SellPage.vue'), meta: page('Point of sale', 'ขายหน้าร้าน') },
    { path: '/pos/checkout', name: 'pos.checkout', component: () => import('./pages/CheckoutPage.vue'), meta: page('Checkout', 'ชำระเงิน') },
    { path: '/pos/receipts/:id(\\d+)', name: 'pos.receipt', component: () => import('./pages/ReceiptPage.vue'), meta: page('Receipt', 'ใบเสร็จ') },
    { path: '/pos/refund/:id(\\d+)', name: 'pos.refund', component: () => import('./pages/RefundPage.vue'), meta: page('Refund', 'คืนเงิน') },
    { path: '/pos/refunds/:id(\\d+)', name: 'pos.note', component: () => import('./pages/NotePage.vue'), meta: page('Credit note', 'ใบลดหนี้') },
    {
      path: '/pos/remittances/:id(\\d+)',
      name: 'pos.remittance',
      component: () => import('./pages/RemittancePage.vue'),
      meta: { title: { en: 'Deposit or collection', th: 'เงินมัดจำหรือรับชำระหนี้' }, right: 'sales.read_remittance', bare: true },
    },
    {
      path: '/pos/invoices/:id(\\d+)',
      name: 'pos.invoice',
      component: () => import('./pages/InvoicePage.vue'),
      meta: page('Tax invoice', 'ใบกำกับภาษี'),
    },
    {
      path: '/pos/pin',
      name: 'pos.pin',
      component: () => import('./pages/PinPage.vue'),
      meta: { title: { en: 'My PIN', th: 'PIN ของฉัน' }, right: 'sales.set_approver_pin' },
    },
    {
      path: '/pos/collect/:id(\\d+)',
      name: 'pos.collect',
      component: () => import('./pages/CollectPage.vue'),
      meta: { title: { en: 'Take a payment', th: 'รับชำระหนี้' }, right: 'sales.collect_customer', bare: true },
    },
    {
      path: '/pos/sales',
      name: 'pos.sales',
      component: () => import('./pages/SalesPage.vue'),
      meta: page('Sales of the session', 'รายการขายของรอบ'),
    },
    { path: '/pos/offline', name: 'pos.offline', component: () => import('./pages/OfflinePage.vue'), meta: page('Sales that wait for the line', 'บิลที่รอส่ง') },
    {
      path: '/pos/offline/:id(\\d+)',
      name: 'pos.offline-receipt',
      component: () => import('./pages/OfflineReceiptPage.vue'),
      meta: page('Receipt', 'ใบเสร็จ'),
    },
    { path: '/pos/open', name: 'pos.open', component: () => import('./pages/RegisterOpenPage.vue'), meta: page('Open register', 'เปิดเครื่อง') },
    { path: '/pos/close', name: 'pos.close', component: () => import('./pages/RegisterClosePage.vue'), meta: page('Close register', 'ปิดเครื่อง') },
  ],
}

export default module
