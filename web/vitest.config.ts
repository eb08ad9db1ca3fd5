import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const project = (name: string) => ({
  plugins: [vue()],
  test: { name, root: new URL(`./${name}`, import.meta.url).pathname, environment: 'happy-dom', include: ['src/**/*.test.ts'], setupFiles: ['../vitest.setup.ts'], isolate: false },
})

export default defineConfig({
  test: { projects: ['ui-kit', 'sdk', 'host', 'emr', 'pos'].map(project), passWithNoTests: true },
})
