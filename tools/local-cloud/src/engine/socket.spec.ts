import { socketPath } from './socket.ts';

it.each([
  ['the usual engine', 'unix:///var/run/docker.sock', 'linux', '/var/run/docker.sock'],
  ['a rootless one', 'unix:///run/user/1000/docker.sock\n', 'linux', '/run/user/1000/docker.sock'],
  [
    'Docker Desktop on Linux',
    'unix:///home/me/.docker/desktop/docker.sock',
    'linux',
    '/var/run/docker.sock',
  ],
  [
    'Docker Desktop on macOS',
    'unix:///Users/me/.docker/run/docker.sock',
    'darwin',
    '/var/run/docker.sock',
  ],
  ['one on another host', 'ssh://me@there', 'linux', '/var/run/docker.sock'],
] as const)('the socket to mount is found for %s', (_, address, platform, expected) => {
  expect(socketPath(address, platform)).toBe(expected);
});
