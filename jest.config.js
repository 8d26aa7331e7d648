const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }],
  },
  modulePathIgnorePatterns: [
    '<rootDir>/\\.nx/',
    '<rootDir>/\\.joblayer/engines/',
    '<rootDir>/.*/dist/',
  ],
};

/** `unit`: pure logic, no engine, seconds. `integration`: real containers and servers, set up by `npm test`. */
export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,packages,tools}/*/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/{libs,packages,tools}/*/test/**/*.spec.ts'],
    },
  ],
};
