import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rooms that index typed arrays in their inner loops, and the code that measures or tests them. */
const kernels = [
  'src-main/numerics/**',
  'src-main/equations/**',
  'src-main/studies/**',
  'bench/**',
  'test/**',
];

/** Rooms that get clock, randomness and stop signal handed in, so that a seed fixes every bit. */
const reproducible = [
  'src-main/numerics/**/*.ts',
  'src-main/equations/**/*.ts',
  'src-main/studies/**/*.ts',
];

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    'build/bootstrap/node_modules/',
    '**/*.as.ts',
    'test/e2e/output/',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.vue'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      // TypeScript knows which names exist.
      'no-undef': 'off',
      // A number in a message is wanted; objects, null and undefined stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => close()` is how a callback is written.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `while (true)` with a return inside reads better than a flag.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-unused-refs': 'error',
      // TypeScript says which props may be left out.
      'vue/require-default-prop': 'off',
      // The types of template refs and of imported components are known to vue-tsc only, which
      // checks them; here they look unresolved.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      // `void theme.value` makes a computed value depend on it.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['src-renderer/start/main.ts'],
    // The root component, as above.
    rules: { '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  {
    files: ['src-*/**'],
    ignores: ['src-main/start/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: kernels,
    // `a[i]!` is the house form of an index that the loop bounds guarantee; elsewhere ask first.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: reproducible,
    rules: {
      'no-restricted-globals': ['error', 'Date', 'performance', 'process', 'crypto', 'setTimeout'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['test/**'],
    // `expect(service.method).toHaveBeenCalled()` names a method without calling it.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['build/**/*.mjs'],
    // tsc checks these by their JSDoc; the cast of a parsed JSON file is invisible to this rule.
    rules: { '@typescript-eslint/no-unsafe-return': 'off' },
  },
  // A CommonJS configuration file has no types worth the rules.
  { files: ['**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  // Last: layout belongs to prettier.
  prettier,
);
