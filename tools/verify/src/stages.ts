/** The stages of `npm test`, in order: the fast before the slow. */
export const STAGES = ['lint', 'types', 'unit', 'integration'] as const;

export type Stage = (typeof STAGES)[number];

/** The stages that consist of test files. They are projects of jest.config.js. */
export const TEST_STAGES = ['unit', 'integration'] as const satisfies readonly Stage[];

export type TestStage = (typeof TEST_STAGES)[number];
