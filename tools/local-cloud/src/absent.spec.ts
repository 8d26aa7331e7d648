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
])("%s's message says that the object is absent: %s", (_, stderr) => {
  expect(saysAbsent(stderr)).toBe(true);
});

it.each([
  'Cannot connect to the Docker daemon at unix:///run/docker.sock.',
  'Error response from daemon: dial unix docker.raw.sock: connect: connection refused',
  'permission denied while trying to connect to the Docker daemon socket',
])('a failure of the engine says nothing of the object: %s', (stderr) => {
  expect(saysAbsent(stderr)).toBe(false);
});
