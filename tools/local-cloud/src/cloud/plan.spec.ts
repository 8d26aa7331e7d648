import { cloudNames, parsePort } from './plan.ts';

describe('naming a cloud', () => {
  it('gives every part a name that begins with it', () => {
    expect(cloudNames('my-cloud')).toEqual({
      name: 'my-cloud',
      network: 'my-cloud',
      aws: 'my-cloud-aws',
      registry: 'my-cloud-registry',
    });
  });

  it.each(['a', 'A', 'two words', '-x', 'x-', 'x--y', '1st', 'x_y', 'x.y', '', 'x'.repeat(41)])(
    'refuses %j, which is not a host name',
    (name) => {
      expect(() => cloudNames(name)).toThrow(
        expect.objectContaining({ code: 'invalid-name', problem: { code: 'invalid-name', name } }),
      );
    },
  );
});

describe('choosing a port', () => {
  it.each([0, 1, 4566, 65_535])('accepts %d', (port) => {
    expect(parsePort('--aws-port', port)).toBe(port);
  });

  it.each([-1, 65_536, 1.5, Number.NaN])('refuses %d in a message that names the flag', (value) => {
    expect(() => parsePort('--registry-port', value)).toThrow(/^--registry-port /);
  });
});
