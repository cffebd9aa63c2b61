// The direction of imports, from the ground up. A line may import the lines above it, never one below;
// slices that share a line don't import each other.
const floors = [
  ['platform', 'embedding', 'naming', 'github'],
  ['accounts'],
  ['repositories'],
  ['catalog'],
  ['customers'],
  ['reports'],
  ['problems'],
  ['grouping', 'tickets', 'guidance'],
  ['outcomes'],
  ['entrypoints'],
  ['main.ts'],
]

// Two files of platform that its neighbours may use: how a thread is started depends on how the service itself was,
// and everybody is given the same clock.
const shared = '^src/platform/(start-worker|clock)\\.ts$'

const pathOf = (slice) => (slice.endsWith('.ts') ? `^src/${slice.replace('.', '\\.')}$` : `^src/${slice}/`)

const upwards = floors.flatMap((floor, height) =>
  floor.map((slice) => ({
    name: `${slice.replace('.ts', '')}-out-of-order`,
    severity: 'error',
    comment: `src/${slice} may import only what stands before it in .dependency-cruiser.cjs.`,
    from: { path: pathOf(slice) },
    to: {
      path: [...floor.filter((other) => other !== slice), ...floors.slice(height + 1).flat()].map(pathOf),
      pathNot: shared,
    },
  })),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...upwards.filter((rule) => rule.to.path.length > 0),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'No module may need itself to be loaded; types alone may refer to each other in a circle.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-slice-outside-the-order',
      severity: 'error',
      comment: 'A new folder of src must be given its place in .dependency-cruiser.cjs.',
      from: { pathNot: '^(tests|scripts|bench)/' },
      to: { path: '^src/', pathNot: [...floors.flat().map(pathOf), '^src/env\\.ts$', '^src/web/'] },
    },
    {
      name: 'stand-in-for-tests-and-demo-only',
      severity: 'error',
      comment: 'The local GitHub must never be what a real service talks to.',
      from: { path: '^src/', pathNot: ['^src/github/stand-in/', '^src/entrypoints/demo/'] },
      to: { path: '^src/github/stand-in/' },
    },
    {
      name: 'environment-is-read-at-the-top',
      severity: 'error',
      comment: 'What a use case needs is passed to it.',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '^src/entrypoints/'] },
      to: { path: '^src/env\\.ts$' },
    },
    {
      name: 'web-imports-generated-documents-only',
      severity: 'error',
      comment: 'The web app knows the service by its GraphQL schema.',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: '^src/web/' },
    },
    {
      name: 'source-imports-source',
      severity: 'error',
      comment: 'Tests and scripts are not shipped.',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|bench)/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'A path that leads nowhere, or a package that package.json does not name.',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-dependency-at-run-time',
      severity: 'error',
      comment: 'npm ci --omit=dev must leave everything that runs.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)generated/' },
    // TypeScript 7 has no interface for JavaScript: without this, no module at all would be read.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
