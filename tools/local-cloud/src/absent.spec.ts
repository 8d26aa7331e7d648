import { saysAbsent } from './absent.ts';

it.each([
  ['Docker', 'Error response from daemon: No such container: x'],
  ['Docker', 'Error response from daemon: network x not found'],
  ['Docker', 'Error: No such network: x'],
  [
    'podman',
    'Error response from daemon: unable to find network with name or ID x: network not found',
  ],
  ['podman', 'Error response from daemon: failed to find image x: x: No such image'],
  ['podman', 'Error response from daemon: no such volume'],
])('a %s message means that the object is absent: %s', (_, stderr) => {
  expect(saysAbsent(stderr)).toBe(true);
});

it.each([
  'Cannot connect to the Docker daemon at unix:///run/docker.sock.',
  'Error response from daemon: dial unix docker.raw.sock: connect: connection refused',
  'permission denied while trying to connect to the Docker daemon socket',
])('an engine failure does not mean that the object is absent: %s', (stderr) => {
  expect(saysAbsent(stderr)).toBe(false);
});
