export { formatArgv, type Argv } from './argv.ts';
export { endMarked, isAlone, type ProcessMark } from './descendants.ts';
export { SubprocessError, type SubprocessErrorCode } from './error.ts';
export { makeFifos } from './fifo.ts';
export { closePipe, openPipes, type Pipe } from './pipe.ts';
export { run, type RunOptions, type RunResult } from './run.ts';
export { runInteractively } from './run-interactively.ts';
export {
  startPipeline,
  type PipelineOptions,
  type PipelineResult,
  type RunningPipeline,
  type StageResult,
} from './pipeline.ts';
export { startAttached, type AttachedOptions } from './start-attached.ts';
export { shellExitCode } from './shell-exit-code.ts';
