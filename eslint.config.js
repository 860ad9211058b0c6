import antfu from '@antfu/eslint-config'

export default antfu(
  {
    type: 'app',
    vue: true,
    typescript: true,
    // Slides are Markdown that Slidev parses; what stands in their fences isn't all ours to lint.
    markdown: false,
    ignores: ['dist', 'public', 'shared'],
  },
  {
    name: 'strict/typescript',
    files: ['**/*.ts', '**/*.vue'],
    rules: {
      'ts/no-explicit-any': 'error',
      // Addresses in shared memory are sums, said once in an enum.
      'ts/prefer-literal-enum-member': 'off',
    },
  },
  {
    name: 'comments/only-what-needs-saying',
    rules: {
      'jsdoc/check-param-names': ['error', { disableMissingParamChecks: true }],
      'jsdoc/require-param-description': 'off',
      'jsdoc/require-returns-description': 'off',
      'jsdoc/require-yields-check': 'off',
    },
  },
  {
    name: 'size/one-subject-a-file',
    files: ['**/*.ts', '**/*.vue', '**/*.mjs'],
    ignores: ['tests/**'],
    rules: { 'max-lines': ['error', 400], 'eslint-comments/no-restricted-disable': ['error', 'max-lines'] },
  },
  {
    name: 'size/tests',
    files: ['tests/**'],
    rules: { 'max-lines': ['error', 600], 'eslint-comments/no-restricted-disable': ['error', 'max-lines'] },
  },
  {
    name: 'kernel/live-bindings',
    files: ['engine/kernel/**'],
    // The views of the run's memory are set once a run begins, and read in the hottest paths: a live binding costs nothing.
    rules: { 'import/no-mutable-exports': 'off' },
  },
  {
    name: 'programs/as-first-written',
    files: ['tests/browser/programs/*.ts'],
    // The readers' programs stand as they were first written; one of them repeats a value by a callback.
    rules: { 'e18e/prefer-array-fill': 'off' },
  },
  {
    name: 'console/where-it-is-the-output',
    files: ['scripts/**', 'tests/**'],
    rules: { 'no-console': 'off' },
  },
)
