import type { Scratch } from '../scratch/scratch.ts';
import { toolEnvironment } from './tool-environment.ts';

const scratch = { work: '/s/work', tmp: '/s/tmp' } as Scratch;

describe('the environment of a tool', () => {
  it.each([
    'DB_PASSWD',
    'SSH_PASSPHRASE',
    'REGISTRY_AUTH',
    'DB_PASSWORD',
    'API_TOKEN',
    'LICENSE_KEY',
    'SMTP_PASS',
    'MYSQL_PWD',
    'my_secret_file',
    'AWS_REGION',
    'JOBLAYER_SCRATCH_DIR',
  ])('does not hold %s', (name) => {
    expect(toolEnvironment({ [name]: 'value-of-it' }, scratch)).not.toHaveProperty([name]);
  });

  it.each(['PATH', 'PWD', 'OLDPWD', 'LANG', 'GPG_PUBLIC_KEY', 'XAUTHORITY'])('holds %s', (name) => {
    expect(toolEnvironment({ [name]: 'value-of-it' }, scratch)).toHaveProperty(
      [name],
      'value-of-it',
    );
  });

  it.each([
    ['http://user:word@proxy:3128/', 'http://proxy:3128/'],
    ['http://user:p@ss@proxy:3128', 'http://proxy:3128'],
    ['http://token@proxy', 'http://proxy'],
    ['socks5h://u:p@proxy', 'socks5h://proxy'],
    ['http://proxy:3128', 'http://proxy:3128'],
    ['/usr/bin:/bin', '/usr/bin:/bin'],
  ])('holds of the proxy %s what is no secret', (value, kept) => {
    expect(toolEnvironment({ HTTPS_PROXY: value }, scratch)['HTTPS_PROXY']).toBe(kept);
  });
});
