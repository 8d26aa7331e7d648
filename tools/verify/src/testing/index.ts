export { finish, imageOf, runImage, RunningContainer, type Finished } from './container.ts';
export { fixtureEntryPoint, startFixtureJob, type FixtureJobOptions } from './fixture-job.ts';
export { Gate } from './gate.ts';
export { removeDirectory, sharedDirectory, sharedSubdirectory } from './shared-directory.ts';
export { TestBucket } from './test-bucket.ts';
export { testCloud, type TestCloud } from './test-cloud.ts';
export { lambdaPhageData } from '@joblayer/local-cloud';
export { TmpfsVolume } from './tmpfs-volume.ts';
