import { federation } from '@module-federation/vite'
import tailwind from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

import { API, shared } from '../vite.remote.ts'

/** The shell has no remotes at build time: the server's list says which exist (src/remotes). */
export default defineConfig({
  plugins: [vue(), tailwind(), federation({ name: 'host', remotes: {}, dts: false, shared })],
  build: { target: 'esnext', manifest: 'asset-manifest.json', outDir: '../dist/host', emptyOutDir: true, chunkSizeWarningLimit: 800 },
  server: {
    port: 3000,
    strictPort: true,
    proxy: {
      '/api': API,
      '/static': API,
      '/remotes/emr': { target: 'http://localhost:3001', rewrite: (path) => path.replace(/^\/remotes\/emr/, '') },
      '/remotes/pos': { target: 'http://localhost:3002', rewrite: (path) => path.replace(/^\/remotes\/pos/, '') },
    },
  },
})
