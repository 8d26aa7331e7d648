// The clients are `@joblayer/batch-doctor/clients`, so that this does not load the AWS SDK.
export type {
  BatchReader,
  DoctorClients,
  HostTypes,
  ImageReader,
  LogGroupReader,
  RoleReader,
} from './clients/clients.ts';
export { diagnose, type Diagnosis } from './diagnose.ts';
export { diagnosisText } from './diagnosis-text.ts';
export type { Certainty, Finding, FindingRow } from './finding.ts';
export type { Subject } from './gather/gather.ts';
export { FINDING_ROWS } from './rules/rules.ts';
