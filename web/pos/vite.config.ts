import { remoteConfig } from '../vite.remote.ts'

export default remoteConfig({ name: 'pos', port: 3002, exposes: { './BillingModule': './src/BillingModule.ts' } })
