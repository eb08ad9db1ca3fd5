import type { ErpModule } from '@aesthetix/sdk'

const module: ErpModule = {
  name: 'pos',
  apiVersion: 1,
  routes: [{ path: '/pos', component: () => import('./PosHome.vue'), meta: { title: { en: 'Pos', th: 'Pos' } } }],
}

export default module
