import tseslint from 'typescript-eslint';

const BANS = [
  {
    selector: "Decorator CallExpression[callee.name='Field'] Property[key.name='simple']",
    message: 'A simple field is resolved around every middleware.',
  },
  { selector: "Property[key.name='simpleResolvers']", message: 'Simple fields are resolved around every middleware.' },
];
const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read by main.ts and handed to config.ts.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.inzage/'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // a class of type-graphql or TypeORM lives by its decorators
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `async` without `await` is how a throw becomes a rejection, which is what every promise here promises
      '@typescript-eslint/require-await': 'off',
      // a class that describes a type of the graph is satisfied by anything of its shape
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', 250],
      'no-restricted-syntax': ['error', ...BANS, NO_ENVIRONMENT],
    },
  },
  {
    // a program's main.ts reads the environment; the demo's and the tests' own starting points do too
    files: [
      '**/main.ts',
      'subgraphs/identity/appoint.ts',
      'subgraphs/dossier/ecd-check.ts',
      'subgraphs/audit/{verify,retain,recount}.ts',
      '**/config.ts',
      'demo/tour.ts',
      'demo/seed.ts',
      'test/support/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...BANS] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // what an answer of the graph holds is asserted, not typed
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
