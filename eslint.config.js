import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The dependency direction: packages → libs/genome-files → libs/job-runtime → libs/tool-definition → libs/object-store, and
 * both of the latter stand on libs/{tool-manifest,subprocess}. libs/job-runtime also stands on three small libraries:
 * libs/{granted-resources,redaction}, which stand on none, and libs/owned-directory, which stands on libs/subprocess.
 * libs/{aws-batch,batch-doctor} stand on libs/{aws-client,problem} alone, libs/registry on libs/{problem,subprocess},
 * libs/descriptors on libs/{tool-definition,problem}, libs/export on libs/{descriptors,tool-definition,tool-manifest,problem}, libs/sample-sheet on libs/{tool-definition,object-store}, and libs/runs on libs/{aws-batch,object-store,problem}. Tools are
 * on top of all libraries.
 * Each folder names the workspace packages that it may import; every other one is an error.
 */
const mayImport = {
  'libs/tool-manifest': [],
  'libs/subprocess': [],
  'libs/tool-case': [],
  'libs/tool-definition': ['object-store', 'tool-manifest', 'subprocess'],
  'libs/sample-sheet': ['object-store', 'tool-definition'],
  'libs/problem': [],
  'libs/descriptors': ['tool-definition', 'problem'],
  'libs/export': ['descriptors', 'tool-definition', 'tool-manifest', 'problem'],
  'libs/aws-client': ['problem'],
  'libs/aws-batch': ['aws-client', 'problem'],
  'libs/runs': ['aws-batch', 'object-store', 'problem'],
  'libs/registry': ['problem', 'subprocess'],
  'libs/batch-doctor': ['aws-client', 'problem'],
  'libs/object-store': [],
  'libs/owned-directory': ['subprocess'],
  'libs/granted-resources': [],
  'libs/redaction': [],
  'libs/job-runtime': [
    'object-store',
    'owned-directory',
    'granted-resources',
    'redaction',
    'tool-manifest',
    'subprocess',
    'tool-definition',
  ],
  'libs/genome-files': ['job-runtime'],
  'packages/*': ['job-runtime', 'genome-files'],
  'tools/nx-container': [
    'tool-manifest',
    'tool-definition',
    'subprocess',
    'job-runtime',
    'tool-case',
    'problem',
    'aws-client',
    'aws-batch',
    'registry',
    'descriptors',
    'export',
  ],
  'tools/tool-package': [
    'tool-manifest',
    'tool-definition',
    'subprocess',
    'job-runtime',
    'tool-case',
    'problem',
    'nx-container',
    'registry',
  ],
  'tools/joblayer': [
    'tool-definition',
    'object-store',
    'subprocess',
    'aws-batch',
    'batch-doctor',
    'runs',
    'sample-sheet',
    'problem',
    'aws-client',
    'registry',
    'descriptors',
    'export',
  ],
  'tools/local-cloud': ['subprocess'],
  'tools/demo': ['tool-manifest', 'subprocess', 'job-runtime', 'local-cloud'],
  'tools/bench': ['subprocess', 'object-store', 'job-runtime', 'local-cloud', 'nx-container'],
  'tools/engines': [
    'descriptors',
    'local-cloud',
    'subprocess',
    'tool-case',
    'tool-definition',
    'verify',
  ],
  'tools/catalogue': [
    'descriptors',
    'local-cloud',
    'nx-container',
    'subprocess',
    'tool-case',
    'tool-definition',
    'tool-manifest',
    'tool-package',
  ],
  'tools/verify': [
    'subprocess',
    'local-cloud',
    'nx-container',
    'problem',
    'tool-case',
    'descriptors',
  ],
};

const directionRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  files: [`${folder}/src/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^@joblayer/(?!(?:${allowed.join('|') || '$'})(?:/|$))`,
            message: `${folder} may import ${allowed.map((name) => `@joblayer/${name}`).join(', ') || 'no other workspace package'}. See the dependency direction in CONTRIBUTING.md.`,
          },
          {
            regex: '^(?:\\.\\./)+(?:libs|packages|tools)/',
            message: 'Import another workspace package by its name, not by its path.',
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.joblayer/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['tools/joblayer/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(Literal[value=/^\\/(proc|sys)(\\/|$)/], TemplateElement[value.raw=/^\\/(proc|sys)(\\/|$)/])',
          message: 'This program runs on macOS too, which has neither /proc nor control groups.',
        },
      ],
    },
  },
  ...directionRules,
);
