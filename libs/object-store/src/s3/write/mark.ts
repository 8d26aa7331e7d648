/** The object's own metadata, `x-amz-meta-joblayer-attempt`, that names the attempt which wrote it. */
export const ATTEMPT_METADATA = 'joblayer-attempt';

/** The fields of a request that writes an object. */
export const markFields = (attempt: string) =>
  attempt === '' ? {} : { Metadata: { [ATTEMPT_METADATA]: attempt } };

/** The same for a request of our own. */
export const markHeaders = (attempt: string): Readonly<Record<string, string>> =>
  attempt === '' ? {} : { [`x-amz-meta-${ATTEMPT_METADATA}`]: attempt };
