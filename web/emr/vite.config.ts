import { remoteConfig } from '../vite.remote.ts'

export default remoteConfig({ name: 'emr', port: 3001, exposes: { './PatientModule': './src/PatientModule.ts' } })
