import { awsBatchReader } from './aws-batch-reader.ts';
import { awsHostTypes } from './aws-host-types.ts';
import { awsImageReader } from './aws-image-reader.ts';
import { awsLogGroupReader } from './aws-log-group-reader.ts';
import { awsRoleReader } from './aws-role-reader.ts';
import type { AwsSettings } from './call.ts';
import type { DoctorClients } from './clients.ts';

/** All clients on the AWS SDK. */
export const awsClients = (settings: AwsSettings = {}): DoctorClients => ({
  batch: awsBatchReader(settings),
  hosts: awsHostTypes(settings),
  roles: awsRoleReader(settings),
  images: awsImageReader(settings),
  logs: awsLogGroupReader(settings),
});

export { DOCTOR_ACTIONS } from '../actions.ts';
export type { AwsSettings } from './call.ts';
