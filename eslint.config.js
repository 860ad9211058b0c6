import antfu from '@antfu/eslint-config'

const languageMessage = 'Which language a file is in is known by live/languages alone: ask languageOf(file).'
/** Names and file endings of languages, as texts and as regular expressions. */
const NAME = '/^(?:typescript|python|ts|py|\\.ts|\\.py)$/'
const ENDING = '/^\\.(?:ts|py)$/'
/** Comparisons with them: where one stands, a third language would be forgotten. */
const languageComparisons = [
  `BinaryExpression[operator=/^[!=]==?$/] > Literal[value=${NAME}]`,
  `SwitchCase > Literal[value=${NAME}]`,
  `CallExpression[callee.property.name=/^(?:endsWith|includes)$/] > Literal[value=${ENDING}]`,
  'Literal[regex.pattern=/\\\\\\.\\(?(?:\\?:)?(?:ts|py)\\b/]',
].map(selector => ({ selector, message: languageMessage }))

/** What the shared configuration forbids everywhere. */
const alwaysForbidden = ['TSEnumDeclaration[const=true]', 'TSExportAssignment']

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
      // They look for tags and types that TypeScript has in its own syntax, and take a sixth of the time of all rules.
      'jsdoc/check-access': 'off',
      'jsdoc/check-types': 'off',
      'jsdoc/check-property-names': 'off',
      'jsdoc/require-property': 'off',
      'jsdoc/require-property-description': 'off',
      'jsdoc/require-property-name': 'off',
    },
  },
  {
    name: 'demos/modules-of-the-runtime',
    files: ['snippets/*/*.ts', 'exercises/*/*.ts'],
    // `os` is the runtime's, not Node's.
    rules: { 'unicorn/prefer-node-protocol': 'off' },
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
    name: 'languages/asked-not-compared',
    files: ['live/**', 'components/**', 'talk/**', 'layouts/**', 'setup/**', 'exercises/*/exercise.ts', 'snippets/*/manifest.ts', 'engine/host/**', 'engine/insight/**', 'scripts/record/**', 'scripts/rehearse/**', 'scripts/snippet/**', 'scripts/notes/**', 'scripts/*.ts', '*.vue'],
    ignores: ['live/languages/**', '**/*.css'],
    rules: {
      'no-restricted-syntax': ['error', ...alwaysForbidden, ...languageComparisons],
      'vue/no-restricted-syntax': ['error', ...alwaysForbidden, ...languageComparisons],
    },
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
