import { problemOf } from '@joblayer/problem/testing';
import { parseOptions } from '../options/plugin-options.ts';
import { destinations } from './destination.ts';

const registries = {
  eu: { kind: 'ecr', region: 'eu-central-1' },
  lab: { kind: 'oci', host: 'registry.example.org' },
};
const names = (options: object, to?: readonly string[], host?: string) =>
  destinations(parseOptions(options), to, host).map(({ name }) => name);

describe('the registries of a push', () => {
  it("are ECR of the environment's account where none are configured", () => {
    expect(destinations(parseOptions({}), undefined, undefined)).toEqual([
      { kind: 'ecr', name: 'default', host: undefined },
    ]);
  });

  it('are all configured ones, or those of pushTo', () => {
    expect(names({ registries })).toEqual(['eu', 'lab']);
    expect(names({ registries, pushTo: ['lab'] })).toEqual(['lab']);
  });

  it('are those of the command line, once each', () => {
    expect(names({ registries, pushTo: ['lab'] }, ['eu', 'eu'])).toEqual(['eu']);
  });

  it("are only the local cloud's, where its variable is set", () => {
    expect(destinations(parseOptions({ registries }), undefined, '127.0.0.1:5566')).toEqual([
      { kind: 'ecr', name: 'default', host: '127.0.0.1:5566' },
    ]);
  });

  it('are refused where a name is unknown', async () => {
    expect(await problemOf(() => names({ registries }, ['us']))).toEqual({
      code: 'unknown-registry',
      name: 'us',
      known: ['eu', 'lab'],
    });
  });
});

describe('the options in nx.json', () => {
  it.each([
    ['a registry of an unknown kind', { registries: { a: { kind: 'gcr' } } }],
    ['a registry with a path in its host', { registries: { a: { kind: 'oci', host: 'a.org/x' } } }],
    ['a principal that is not an ARN or an account', { repository: { pushers: ['ci'] } }],
    [
      'immutable tags without an exception for latest',
      { repository: { movableTags: ['nightly'] } },
    ],
    ['a time limit that Batch refuses', { batch: { timeoutSeconds: 10 } }],
    ['an unknown option', { repositry: {} }],
  ])('are refused with %s', async (_, options) => {
    expect(await problemOf(() => parseOptions(options))).toMatchObject({ code: 'invalid-options' });
  });
});
