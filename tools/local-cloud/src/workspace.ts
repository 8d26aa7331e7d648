import path from 'node:path';

/** The checkout this file lies in. */
export const workspaceRoot = path.resolve(import.meta.dirname, '../../..');

/** Everything that is kept between runs: state, logs, downloaded data. Git ignores it. */
export const stateDirectory = path.join(workspaceRoot, '.joblayer');
