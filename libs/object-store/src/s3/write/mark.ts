/** The name of the metadata that says which attempt wrote the object: `x-amz-meta-joblayer-attempt`. */
export const ATTEMPT_METADATA = 'joblayer-attempt';

/** The fields of a request that writes an object. */
export const markFields = (attempt: string) =>
  attempt === '' ? {} : { Metadata: { [ATTEMPT_METADATA]: attempt } };

/** The same, as headers of our own requests. */
export const markHeaders = (attempt: string): Readonly<Record<string, string>> =>
  attempt === '' ? {} : { [`x-amz-meta-${ATTEMPT_METADATA}`]: attempt };
