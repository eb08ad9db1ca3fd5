/** What the shell loads as `emr/PatientModule`. */
import { API_VERSION, type ErpModule } from '@aesthetix/sdk'

const PatientModule: ErpModule = {
  name: 'emr',
  apiVersion: API_VERSION,
  routes: [
    { path: '/emr', name: 'emr', component: () => import('./pages/PatientList.vue'), meta: { title: { en: 'Patients', th: 'ผู้ป่วย' } } },
    {
      path: '/emr/patients/:id(\\d+)',
      component: () => import('./pages/PatientPage.vue'),
      meta: { title: { en: 'Patient record', th: 'เวชระเบียน' } },
      children: [
        { path: '', name: 'emr-patient', redirect: (to) => ({ name: 'emr-overview', params: to.params }) },
        { path: 'overview', name: 'emr-overview', component: () => import('./pages/OverviewTab.vue') },
        { path: 'chart', name: 'emr-chart', component: () => import('./pages/ChartTab.vue') },
        { path: 'history', name: 'emr-history', component: () => import('./pages/HistoryTab.vue') },
        { path: 'notes', name: 'emr-notes', component: () => import('./pages/NotesTab.vue') },
        { path: 'plan', name: 'emr-plan', component: () => import('./pages/PlanTab.vue') },
        { path: 'courses', name: 'emr-courses', component: () => import('./pages/CoursesTab.vue') },
        { path: 'consents', name: 'emr-consents', component: () => import('./pages/ConsentsTab.vue') },
        { path: 'photos', name: 'emr-photos', component: () => import('./pages/PhotosTab.vue') },
      ],
    },
  ],
}

export default PatientModule
