export { type FakeBatch, fakeBatchClient, openQueue } from './fake-batch-client.ts';
export { jobState } from './fake-job-state.ts';
