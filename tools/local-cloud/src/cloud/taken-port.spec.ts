import { SubprocessError } from '@joblayer/subprocess';
import { takenPort } from './start.ts';

const failure = (stderr: string) =>
  new SubprocessError({ code: 'failed', argv: ['docker', 'start', 'x'], exitCode: 1, stderr });

it.each([
  'driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:4566 failed: port is already allocated',
  'Error starting userland proxy: listen tcp4 127.0.0.1:4566: bind: address already in use',
  'ports are not available: exposing port TCP 127.0.0.1:4566 -> 0.0.0.0:0: listen tcp 127.0.0.1:4566: bind: address already in use',
])('a message that a port is taken gives that port: %s', (stderr) =>
  expect(takenPort(failure(stderr))).toBe(4566),
);

it('another failure of the engine does not count as a taken port', () => {
  expect(takenPort(failure('no space left on device'))).toBeUndefined();
  expect(takenPort(new Error('127.0.0.1:4566 already in use'))).toBeUndefined();
});
