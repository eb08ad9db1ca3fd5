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
      { path: 'form/:noun/:id', name: 'form', component: () => import('../form/FormPage.vue') },
      { path: 'apps', name: 'apps', component: () => import('../apps/AppsPage.vue'), meta: title('Apps', 'แอป') },
      { path: 'users', name: 'users', component: () => import('../users/UsersPage.vue'), meta: title('Users and roles', 'ผู้ใช้และบทบาท') },
      { path: 'reports/trial-balance', alias: '/ledger/trial-balance', name: 'trial-balance', component: () => import('../ledger/TrialBalancePage.vue'), meta: { right: 'ledger.read_report', ...title('Trial balance', 'งบทดลอง') } },
      { path: 'form/ledger.journal_entry/:id', alias: '/ledger/entries/:id', name: 'ledger-entry', component: () => import('../ledger/EntryPage.vue'), meta: { ...title('Journal entry', 'รายการบัญชี') } },
      { path: 'no-right', name: 'no-right', component: () => import('../pages/NoRight.vue') },
      { path: ':rest(.*)+', name: 'gate', component: () => import('../remotes/RemoteGate.vue') },
    ],
  },
]
