import { BATCH_ACTIONS } from './clients/aws-batch-reader.ts';
import { HOST_ACTIONS } from './clients/aws-host-types.ts';
import { IMAGE_ACTIONS } from './clients/aws-image-reader.ts';
import { LOG_ACTIONS } from './clients/aws-log-group-reader.ts';
import { ROLE_ACTIONS } from './clients/aws-role-reader.ts';

/** The least actions in IAM that the clients need. Each adapter lists its own. */
export const DOCTOR_ACTIONS: readonly string[] = [
  ...BATCH_ACTIONS,
  ...HOST_ACTIONS,
  ...IMAGE_ACTIONS,
  ...LOG_ACTIONS,
  ...ROLE_ACTIONS,
];
