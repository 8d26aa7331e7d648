export { finish, imageOf, runImage, RunningContainer, type Finished } from './container.ts';
export { FaultProxy, type Fault, type FaultRule } from './fault-proxy.ts';
export { Gate } from './gate.ts';
export { removeDirectory, sharedDirectory, sharedSubdirectory } from './shared-directory.ts';
export { TestBucket } from './test-bucket.ts';
export { cephS3, motoS3, testCloud, type TestCloud, type TestS3 } from './test-cloud.ts';
export { lambdaPhageData } from '@joblayer/local-cloud';
export { TmpfsVolume } from './tmpfs-volume.ts';
