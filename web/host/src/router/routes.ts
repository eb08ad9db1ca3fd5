import type { RouteRecordRaw } from 'vue-router'

const title = (en: string, th: string): { title: { en: string; th: string } } => ({ title: { en, th } })

export const routes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: () => import('../login/LoginRoute.vue'), meta: { public: true, ...title('Sign in', 'เข้าสู่ระบบ') } },
  {
    path: '/',
    name: 'shell',
    component: () => import('../shell/AppShell.vue'),
    children: [
      { path: '', name: 'dashboard', component: () => import('../dashboard/DashboardPage.vue'), meta: title('Dashboard', 'แดชบอร์ด') },
      { path: 'alerts/:code', name: 'alerts', component: () => import('../dashboard/AlertsPage.vue'), meta: title('Alerts', 'การแจ้งเตือน') },
      { path: 'inbox/:id?', name: 'inbox', component: () => import('../inbox/InboxPage.vue'), meta: title('Inbox', 'กล่องงาน') },
      { path: 'calendar', name: 'calendar', component: () => import('../calendar/CalendarPage.vue'), meta: { right: 'appointments.read_appointment', ...title('Appointments', 'นัดหมาย') } },
      { path: 'list/access.user', name: 'users-list', redirect: '/users' },
      { path: 'form/access.user/:id', redirect: (to) => ({ path: '/users', query: { user: String(to.params.id) } }) },
      { path: 'list/:noun', name: 'list', component: () => import('../list/ListPage.vue') },
      { path: 'courses/:id(\\d+)', name: 'course', component: () => import('../courses/CoursePage.vue'), meta: { right: 'courses.read_user_course_balance', ...title('Patient’s course', 'คอร์สของผู้ป่วย') } },
      { path: 'form/courses.user_course_balance/:id(\\d+)', redirect: (to) => `/courses/${String(to.params.id)}` },
      { path: 'form/courses.course_template/new', name: 'course-template-new', component: () => import('../courses/TemplateEditor.vue'), meta: { right: 'courses.create_course_template', ...title('New course template', 'แบบคอร์สใหม่') } },
      { path: 'form/courses.course_template/:id(\\d+)', name: 'course-template', component: () => import('../courses/TemplatePage.vue'), meta: { right: 'courses.read_course_template', ...title('Course template', 'แบบคอร์ส') } },
      { path: 'form/:noun/:id', name: 'form', component: () => import('../form/FormPage.vue') },
      { path: 'apps', name: 'apps', component: () => import('../apps/AppsPage.vue'), meta: title('Apps', 'แอป') },
      { path: 'users', name: 'users', component: () => import('../users/UsersPage.vue'), meta: title('Users and roles', 'ผู้ใช้และบทบาท') },
      { path: 'reports/trial-balance', alias: '/ledger/trial-balance', name: 'trial-balance', component: () => import('../ledger/TrialBalancePage.vue'), meta: { right: 'ledger.read_report', ...title('Trial balance', 'งบทดลอง') } },
      { path: 'reports/general-ledger', name: 'general-ledger', component: () => import('../ledger/GeneralLedgerPage.vue'), meta: { right: 'ledger.read_report', ...title('General ledger', 'บัญชีแยกประเภท') } },
      { path: 'reports/profit-and-loss', name: 'profit-and-loss', component: () => import('../ledger/ProfitAndLossPage.vue'), meta: { right: 'ledger.read_report', ...title('Profit and loss', 'งบกำไรขาดทุน') } },
      { path: 'reports/balance-sheet', name: 'balance-sheet', component: () => import('../ledger/BalanceSheetPage.vue'), meta: { right: 'ledger.read_report', ...title('Balance sheet', 'งบแสดงฐานะการเงิน') } },
      { path: 'reports/vat-sales', name: 'vat-sales', component: () => import('../ledger/VatSalesPage.vue'), meta: { right: 'ledger.read_report', ...title('VAT on sales', 'รายงานภาษีขาย') } },
      { path: 'reports/aged-receivables', name: 'aged-receivables', component: () => import('../ledger/AgedReceivablesPage.vue'), meta: { right: 'ledger.read_report', ...title('Aged receivables', 'อายุลูกหนี้') } },
      { path: 'reports/proof', name: 'proof', component: () => import('../ledger/ProofPage.vue'), meta: { right: 'ledger.read_proof', ...title('Proof', 'พิสูจน์ยอด') } },
      { path: 'ledger/periods', name: 'periods', component: () => import('../ledger/PeriodsPage.vue'), meta: { right: 'ledger.read_period', ...title('Periods', 'งวดบัญชี') } },
      { path: 'commissions/statement', name: 'commission-statement', component: () => import('../commissions/StatementPage.vue'), meta: { right: 'commissions.read_commission_log', ...title('Commission statement', 'ใบแจ้งค่าคอมมิชชัน') } },
      { path: 'form/ledger.journal_entry/new', name: 'ledger-entry-new', component: () => import('../ledger/EntryEditor.vue'), meta: { right: 'ledger.create_journal_entry', ...title('New journal entry', 'รายการบัญชีใหม่') } },
      { path: 'form/ledger.journal_entry/:id(\\d+)/edit', name: 'ledger-entry-edit', component: () => import('../ledger/EntryEditor.vue'), meta: { right: 'ledger.update_journal_entry', ...title('Journal entry', 'รายการบัญชี') } },
      { path: 'form/ledger.journal_entry/:id', alias: '/ledger/entries/:id', name: 'ledger-entry', component: () => import('../ledger/EntryPage.vue'), meta: { ...title('Journal entry', 'รายการบัญชี') } },
      { path: 'no-right', name: 'no-right', component: () => import('../pages/NoRight.vue') },
      { path: ':rest(.*)+', name: 'gate', component: () => import('../remotes/RemoteGate.vue') },
    ],
  },
]
