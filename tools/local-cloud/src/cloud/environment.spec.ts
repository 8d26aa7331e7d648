import { asShellExports, hostEnvironment, jobEnvironment } from './environment.ts';
import { cloudNames } from './plan.ts';

const ports = { aws: 4566, registry: 5566 };

describe("a host process's environment", () => {
  it('sends every AWS call to the cloud', () => {
    expect(hostEnvironment(ports, {})).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      JOBLAYER_REGISTRY: '127.0.0.1:5566',
    });
  });

  it('holds no setting of a real account', () => {
    const real = {
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'secret',
      AWS_ACCESS_KEY_ID: 'AKIA…',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-central-1',
      AWS_CONFIG_FILE: '/home/me/.aws/config',
    };
    const env = hostEnvironment(ports, real);
    expect(env).toMatchObject({ AWS_PROFILE: undefined, AWS_SESSION_TOKEN: undefined });
    for (const [name, value] of Object.entries(real)) expect(env[name]).not.toBe(value);
  });

  it("lacks a service's own endpoint, which would override the cloud's", () => {
    const env = hostEnvironment(ports, { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'https://elsewhere' });
    expect(env).toHaveProperty('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', undefined);
  });

  it('keeps the CA bundle and every variable that is not of AWS', () => {
    const env = hostEnvironment(ports, { AWS_CA_BUNDLE: '/etc/ca.pem', HOME: '/root' });
    expect(env).not.toHaveProperty('AWS_CA_BUNDLE');
    expect(env).not.toHaveProperty('HOME');
  });
});

it("a job's environment has the endpoint's name in the cloud's network", () => {
  expect(jobEnvironment(cloudNames('my-cloud'))['AWS_ENDPOINT_URL']).toBe(
    'http://my-cloud-aws:5000',
  );
});

it('the text for a shell unsets and exports variables with quoted values', () => {
  expect(asShellExports({ GONE: undefined, A: "it's", B: 'b c' })).toBe(
    `unset GONE\nexport A='it'\\''s'\nexport B='b c'`,
  );
});
