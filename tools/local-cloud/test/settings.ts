/**
 * The cloud that the integration tests run against. It runs already, and its variables are in the
 * environment.
 */
export const cloudName = required('JOBLAYER_CLOUD_NAME');
export const endpoint = required('AWS_ENDPOINT_URL');
export const registry = required('JOBLAYER_REGISTRY');

/** Settings for a client of the AWS SDK. */
export const clientSettings = {
  endpoint,
  region: required('AWS_REGION'),
  credentials: {
    accessKeyId: required('AWS_ACCESS_KEY_ID'),
    secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
  },
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with npm test`);
  return value;
}
