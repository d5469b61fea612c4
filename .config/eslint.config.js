import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Lint rules. `test/guards/lint-rules.spec.ts` checks that the project's own ones still bite. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', '.config/*.js', '.config/*.cjs', 'data/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname + '/..' },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // A class that only carries decorators is how Nest declares a module.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Read the environment once, in src/platform/config/.',
        },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      // Nest declares its option bags as classes and takes plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  { files: ['src/platform/config/**', 'test/**', 'bench/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['src/cli.ts', 'src/**/*.cli.ts', 'bench/**', 'test/support/**'], rules: { 'no-console': 'off' } },
  {
    // method/ and domain/ are pure: the same input gives the same output, today and in ten years.
    files: ['src/method/**/*.ts', 'src/modules/*/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'No clock in pure code.',
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'No clock in pure code.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'No randomness in pure code: take a seed.',
        },
      ],
    },
  },
);
