import type { ErpModule } from '@aesthetix/sdk'

const module: ErpModule = {
  name: 'emr',
  apiVersion: 1,
  routes: [{ path: '/emr', component: () => import('./EmrHome.vue'), meta: { title: { en: 'Emr', th: 'Emr' } } }],
}

export default module
