import type { Scratch } from '../../scratch/scratch.ts';
import { toolEnvironment } from './tool-environment.ts';

const toolEnv = (env: NodeJS.ProcessEnv) => toolEnvironment({ env, imageVariables: {} }, scratch);
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
    'OPENAI_APIKEY',
    'PRIVATE_KEY_PEM',
    'SIGNING_KEY_BASE64',
    'AZURE_STORAGE_CONNECTION_STRING',
    'AZURE_STORAGE_SAS',
    'SESSION_COOKIE',
    'LICENSE_JWT',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'AWS_REGION',
    'JOBLAYER_SCRATCH_DIR',
    'TINI_SUBREAPER',
    'PERL5LIB',
  ])('does not hold %s', (name) => {
    expect(toolEnv({ [name]: 'value-of-it' })).not.toHaveProperty([name]);
  });

  it.each(['PATH', 'PWD', 'OLDPWD', 'GPG_PUBLIC_KEY', 'XAUTHORITY', 'KEYMAP', 'SSH_AUTH_SOCK'])(
    'holds %s',
    (name) => {
      expect(toolEnv({ [name]: 'value-of-it' })).toHaveProperty([name], 'value-of-it');
    },
  );

  it.each([
    ['http://user:word@proxy:3128/', 'http://proxy:3128/'],
    ['http://user:p@ss@proxy:3128', 'http://proxy:3128'],
    ['http://token@proxy', 'http://proxy'],
    ['socks5h://u:p@proxy', 'socks5h://proxy'],
    ['user:word@proxy:3128', 'proxy:3128'],
    ['https://a:b@one/x https://c:d@two/y', 'https://one/x https://two/y'],
    ['http://proxy:3128', 'http://proxy:3128'],
    ['me@host:/data', 'me@host:/data'],
    ['/usr/bin:/bin', '/usr/bin:/bin'],
  ])('holds the proxy %s without its credentials', (value, kept) => {
    expect(toolEnv({ HTTPS_PROXY: value })['HTTPS_PROXY']).toBe(kept);
  });
});
