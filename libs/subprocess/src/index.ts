export { formatArgv, type Argv } from './argv.ts';
export { SubprocessError, type SubprocessErrorCode } from './error.ts';
export { run, type RunOptions, type RunResult } from './run.ts';
