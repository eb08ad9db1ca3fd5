/** The arrows of the web client: ui-kit and sdk stand alone, emr and pos use both, host loads them by address. */
const workspace = (name) => `^${name}/src/`
const otherThan = (...names) => ({ path: '^(ui-kit|sdk|host|emr|pos)/src/', pathNot: names.map(workspace) })

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'ui-kit-stands-alone', severity: 'error', from: { path: workspace('ui-kit') }, to: otherThan('ui-kit') },
    { name: 'sdk-stands-alone', severity: 'error', from: { path: workspace('sdk') }, to: otherThan('sdk') },
    { name: 'emr-uses-ui-kit-and-sdk', severity: 'error', from: { path: workspace('emr') }, to: otherThan('emr', 'ui-kit', 'sdk') },
    { name: 'pos-uses-ui-kit-and-sdk', severity: 'error', from: { path: workspace('pos') }, to: otherThan('pos', 'ui-kit', 'sdk') },
    { name: 'host-loads-remotes-by-address', severity: 'error', from: { path: workspace('host') }, to: otherThan('host', 'ui-kit', 'sdk') },
    {
      name: 'one-door',
      comment: 'Another workspace shows one face: public.ts (and its style sheet).',
      severity: 'error',
      from: { path: '^(host|emr|pos)/src/' },
      to: { path: '^(ui-kit|sdk)/src/', pathNot: '^(ui-kit|sdk)/src/(public\\.ts|styles/[^/]+\\.css)$' },
    },
    { name: 'declared', severity: 'error', from: { path: '/src/', pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.test\\.ts$|/dist/|__mf__temp)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'], extensions: ['.ts', '.vue', '.js', '.mjs', '.css'] },
  },
}
