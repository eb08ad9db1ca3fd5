/** One configuration for every first-party remote: what it exposes, its port in development, its address in production. */
import { federation } from '@module-federation/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type UserConfig } from 'vite'

export const shared = {
  vue: { singleton: true, requiredVersion: '^3.5.0' },
  'vue-router': { singleton: true, requiredVersion: '^5.0.0' },
  pinia: { singleton: true, requiredVersion: '^4.0.0' },
  '@aesthetix/ui-kit': { singleton: true, requiredVersion: '^1.0.0' },
  '@aesthetix/sdk': { singleton: true, requiredVersion: '^1.0.0' },
}

export const API = process.env.AESTHETIX_API ?? 'http://localhost:8000'

export function remoteConfig(remote: { name: string; port: number; exposes: Record<string, string> }) {
  return defineConfig(({ command }): UserConfig => ({
    base: command === 'serve' ? `http://localhost:${remote.port}/` : `/remotes/${remote.name}/`,
    plugins: [
      vue(),
      federation({ name: remote.name, filename: 'remoteEntry.js', manifest: true, dts: false, exposes: remote.exposes, shared }),
    ],
    build: { target: 'esnext', manifest: 'asset-manifest.json', outDir: `../dist/remotes/${remote.name}`, emptyOutDir: true, chunkSizeWarningLimit: 800 },
    server: { port: remote.port, strictPort: true, origin: `http://localhost:${remote.port}`, cors: true, proxy: { '/api': API } },
  }))
}
