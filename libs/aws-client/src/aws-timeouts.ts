const ANSWER_WITHIN_MS = 20_000;

/** For a client of the AWS SDK, which by default waits for ever, and of a late answer only warns. */
export const awsTimeouts = (answerWithinMs = ANSWER_WITHIN_MS) => ({
  connectionTimeout: answerWithinMs,
  requestTimeout: answerWithinMs,
  throwOnRequestTimeout: true,
});
