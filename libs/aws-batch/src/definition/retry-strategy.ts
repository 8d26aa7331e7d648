import type { RetryStrategy } from '@aws-sdk/client-batch';

/**
 * How often Batch tries a job, and after what. It retries exit code 75 (the runtime's "transient"),
 * a lost host, and a container that could not be pulled, inspected or started. The last two have no
 * exit code. Batch's status reason shows the lost host; the agent's reason shows the container
 * (`CannotPull…`, `DockerTimeout…`). The first matching rule wins, and Batch retries if none
 * matches. So the last rule ends the job. Batch takes five rules at most
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html).
 */
export const retryStrategy = (attempts: number): RetryStrategy => ({
  attempts,
  evaluateOnExit: [
    { onExitCode: '75', action: 'RETRY' },
    { onStatusReason: 'Host EC2*', action: 'RETRY' },
    { onReason: 'Cannot*', action: 'RETRY' },
    { onReason: 'DockerTimeout*', action: 'RETRY' },
    { onReason: '*', action: 'EXIT' },
  ],
});
