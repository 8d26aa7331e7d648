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
  it("are ECR of the environment's account where none is configured", () => {
    expect(destinations(parseOptions({}), undefined, undefined)).toEqual([
      { kind: 'ecr', name: 'default', host: undefined },
    ]);
  });

  it('are all that are configured, or those to push to', () => {
    expect(names({ registries })).toEqual(['eu', 'lab']);
    expect(names({ registries, pushTo: ['lab'] })).toEqual(['lab']);
  });

  it('are those that the command line names, once each', () => {
    expect(names({ registries, pushTo: ['lab'] }, ['eu', 'eu'])).toEqual(['eu']);
  });

  it('are that of the local cloud alone, where its variable is set', () => {
    expect(destinations(parseOptions({ registries }), undefined, '127.0.0.1:5566')).toEqual([
      { kind: 'ecr', name: 'default', host: '127.0.0.1:5566' },
    ]);
  });

  it('are an error where nobody knows the name', async () => {
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
    ['a principal that is none', { repository: { pushers: ['ci'] } }],
    ['tags of which latest cannot be moved', { repository: { movableTags: ['nightly'] } }],
    ['a limit of time that Batch does not take', { batch: { timeoutSeconds: 10 } }],
    ['an option that nobody knows', { repositry: {} }],
  ])('do not take %s', async (_, options) => {
    expect(await problemOf(() => parseOptions(options))).toMatchObject({ code: 'invalid-options' });
  });
});
