export {
  EXIT_CODES,
  ioError,
  JobError,
  usageError,
  type JobErrorCode,
  type JobErrorFacts,
} from '@joblayer/object-store/errors';

export type PhaseName =
  'plan' | 'preflight' | 'stage-in' | 'run' | 'stage-out' | 'report' | 'clean-up';
