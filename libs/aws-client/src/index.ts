export { awsError } from './aws-error.ts';
export { awsTimeouts } from './aws-timeouts.ts';
export { awsServiceProblem } from './problems.ts';
