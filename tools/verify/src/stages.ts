/** What `npm test` consists of, in its order: the fast before the slow. */
export const STAGES = ['lint', 'types', 'unit', 'integration'] as const;

export type Stage = (typeof STAGES)[number];

/** Those that consist of test files: projects of jest.config.js. */
export const TEST_STAGES = ['unit', 'integration'] as const satisfies readonly Stage[];

export type TestStage = (typeof TEST_STAGES)[number];
