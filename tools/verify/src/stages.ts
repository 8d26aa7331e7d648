/** What `npm test` consists of, in its order: the fast before the slow. */
export const STAGES = ['lint', 'types', 'unit', 'integration'] as const;

export type Stage = (typeof STAGES)[number];
