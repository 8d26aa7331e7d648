import path from 'node:path';

/** The checkout that holds this file. */
export const workspaceRoot = path.resolve(import.meta.dirname, '../../..');

/** Everything kept between runs: state, logs, downloaded data. Git ignores it. */
export const stateDirectory = path.join(workspaceRoot, '.joblayer');
