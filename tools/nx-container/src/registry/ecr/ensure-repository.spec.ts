import { awsServiceProblem } from '@joblayer/aws-client';
import { problemOf } from '@joblayer/problem/testing';
import { ecrServiceProblem } from './problems.ts';
import type { RepositoryOptions } from '../../options/repository.ts';
import { fakeEcrClient } from '../../testing/fake-ecr-client.ts';
import type { EcrClient } from './ecr-client.ts';
import { ensureRepository } from './ensure-repository.ts';
import { repositorySettings } from './repository-settings.ts';

const NAME = 'joblayer/tool';
const URI = `registry.test/${NAME}`;
const ROLE = 'arn:aws:iam::123456789012:role/ci';
const denied = awsServiceProblem({ code: 'access-denied', action: 'ecr:X', detail: '' });
const ruleRefused = ecrServiceProblem({ code: 'tag-rule-refused', detail: '' });

/** What the push says, and the repository's URI. */
async function ensure(ecr: EcrClient, options: RepositoryOptions = {}) {
  const said: string[] = [];
  const settings = repositorySettings(options);
  const { uri } = await ensureRepository(ecr, NAME, settings, (line) => said.push(line));
  return { uri, said };
}

describe('a repository that is not there', () => {
  it('is created: scanned, encrypted, with versions that nobody can overwrite', async () => {
    const ecr = fakeEcrClient();
    expect((await ensure(ecr)).uri).toBe(URI);
    expect(ecr.repositories.get(NAME)).toEqual({
      uri: URI,
      scanOnPush: true,
      tags: { kind: 'immutable', except: ['latest'] },
      encryption: { type: 'AES256' },
    });
  });

  it('gets the policies that are configured', async () => {
    const ecr = fakeEcrClient();
    await ensure(ecr, { expireUntaggedAfterDays: 14, pushers: [ROLE] });
    expect(ecr.changes).toEqual(['create', 'lifecycle', 'access']);
    const { lifecyclePolicy, accessPolicy } = ecr.repositories.get(NAME) ?? {};
    expect(JSON.parse(lifecyclePolicy ?? '').rules[0].selection).toMatchObject({
      tagStatus: 'untagged',
      countNumber: 14,
    });
    expect(JSON.parse(accessPolicy ?? '').Statement).toHaveLength(1);
  });

  it('is taken from another push that creates it at the same moment', async () => {
    const ecr = fakeEcrClient();
    const { createRepository } = ecr;
    ecr.createRepository = async (name, traits) => {
      await createRepository(name, traits);
      return createRepository(name, traits);
    };
    expect((await ensure(ecr)).uri).toBe(URI);
  });

  it('is not created because ECR did not want to show it', async () => {
    const ecr = fakeEcrClient({}, { describeRepository: () => Promise.reject(denied) });
    expect(await problemOf(() => ensure(ecr))).toBe(denied.problem);
    expect(ecr.changes).toEqual([]);
  });

  it('may not be ours to create', async () => {
    const ecr = fakeEcrClient({}, { createRepository: () => Promise.reject(denied) });
    expect(await problemOf(() => ensure(ecr))).toBe(denied.problem);
    expect(ecr.changes).toEqual([]);
  });

  it('gets movable tags, and that is said, where a service knows no exceptions', async () => {
    const ecr = fakeEcrClient();
    const { createRepository } = ecr;
    ecr.createRepository = async (name, traits) => {
      if (traits.tags.kind === 'immutable') throw ruleRefused;
      return createRepository(name, traits);
    };
    const { said } = await ensure(ecr);
    expect(said[0]).toMatch(/does not take immutable tags with exceptions/);
    expect(ecr.repositories.get(NAME)?.tags).toEqual({ kind: 'mutable' });
  });
});

describe('a repository that is there', () => {
  it('is left as it is, without a word, when it is as configured', async () => {
    const ecr = fakeEcrClient({ [NAME]: {} });
    expect(await ensure(ecr)).toEqual({ uri: URI, said: [] });
    expect(ecr.changes).toEqual([]);
  });

  it('is only reported where it differs', async () => {
    const ecr = fakeEcrClient({
      [NAME]: { scanOnPush: false, tags: { kind: 'mutable' }, encryption: { type: 'KMS' } },
    });
    const { said } = await ensure(ecr, { pullers: [ROLE] });
    expect(said).toEqual([
      expect.stringMatching(
        /scanOnPush is false, and is configured as true\. It stays: .*"update"/,
      ),
      expect.stringMatching(/tags is mutable, and is configured as immutable except latest/),
      expect.stringMatching(
        /encryption is KMS, and is configured as AES256\. ECR cannot change it/,
      ),
      expect.stringMatching(/access is absent/),
    ]);
    expect(ecr.changes).toEqual([]);
  });

  it('is changed as far as the configuration allows it', async () => {
    const ecr = fakeEcrClient({ [NAME]: { scanOnPush: false, tags: { kind: 'mutable' } } });
    const { said } = await ensure(ecr, { update: ['tags'] });
    expect(ecr.changes).toEqual(['tags']);
    expect(said).toContainEqual(expect.stringMatching(/tags is mutable, .*: changed$/));
  });

  it('keeps policies that say the same in other words', async () => {
    const statement = {
      Action: [
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
        'ecr:BatchCheckLayerAvailability',
      ],
      Effect: 'Allow',
      Principal: { AWS: ROLE },
      Sid: 'JoblayerPull',
    };
    const accessPolicy = JSON.stringify({ Statement: statement, Version: '2012-10-17' });
    const ecr = fakeEcrClient({ [NAME]: { accessPolicy } });
    expect((await ensure(ecr, { pullers: [ROLE] })).said).toEqual([]);
  });

  it('gets the policies that the push which created it did not set before it was killed', async () => {
    const ecr = fakeEcrClient();
    const killed = new Error('killed');
    const { putLifecyclePolicy } = ecr;
    ecr.putLifecyclePolicy = () => Promise.reject(killed);
    const options = { expireUntaggedAfterDays: 14, pushers: [ROLE] };
    await expect(ensure(ecr, options)).rejects.toBe(killed);
    ecr.putLifecyclePolicy = putLifecyclePolicy;
    ecr.isEmpty = async () => true;
    const { said } = await ensure(ecr, options);
    expect(ecr.changes).toEqual(['create', 'lifecycle', 'access']);
    expect(said).toEqual([
      expect.stringMatching(/set the lifecycle policy/),
      expect.stringMatching(/set the access policy/),
    ]);
    expect((await ensure(ecr, options)).said).toEqual([]);
  });

  it('keeps another policy that somebody gave it, though it is empty', async () => {
    const ecr = fakeEcrClient({ [NAME]: { accessPolicy: '{"Statement":[]}', isEmpty: true } });
    const { said } = await ensure(ecr, { pullers: [ROLE] });
    expect(said).toEqual([expect.stringMatching(/It stays/)]);
    expect(ecr.changes).toEqual([]);
  });

  it('is only reported where its images may not be listed', async () => {
    const ecr = fakeEcrClient({ [NAME]: {} }, { isEmpty: () => Promise.reject(denied) });
    const { said } = await ensure(ecr, { pullers: [ROLE] });
    expect(said).toEqual([expect.stringMatching(/access is absent/)]);
    expect(ecr.changes).toEqual([]);
  });

  it('is pushed to even where its policies may not be read', async () => {
    const ecr = fakeEcrClient({ [NAME]: {} }, { accessPolicy: () => Promise.reject(denied) });
    const { said } = await ensure(ecr, { pullers: [ROLE], update: ['access'] });
    expect(said).toEqual([
      expect.stringMatching(/its access policy cannot be compared: AWS denied/),
    ]);
    expect(ecr.changes).toEqual([]);
  });

  it('says so where the service knows no exceptions from immutable tags', async () => {
    const ecr = fakeEcrClient({ [NAME]: { tags: { kind: 'mutable' } } });
    ecr.putTagRule = () => Promise.reject(ruleRefused);
    const { said } = await ensure(ecr, { update: ['tags'] });
    expect(said).toEqual([expect.stringMatching(/It stays: this service does not take/)]);
  });

  it('is as the options of its package say, aspect by aspect', () => {
    const settings = repositorySettings(
      { scanOnPush: false, expireUntaggedAfterDays: 7 },
      { scanOnPush: true, tags: 'mutable' },
    );
    expect(settings).toMatchObject({ scanOnPush: true, tags: { kind: 'mutable' } });
    expect(settings.lifecyclePolicy).toContain('7');
  });
});

describe('the access policy', () => {
  it('lets pushers push and pull, pullers pull, and nobody delete', () => {
    const other = 'arn:aws:iam::210987654321:role/batch';
    const { accessPolicy = '' } = repositorySettings({ pushers: [ROLE], pullers: [other] });
    const [push, pull] = JSON.parse(accessPolicy).Statement;
    expect(push.Principal.AWS).toEqual([ROLE]);
    expect(pull.Principal.AWS).toEqual([other]);
    expect(push.Action).toEqual(expect.arrayContaining([...pull.Action, 'ecr:PutImage']));
    expect(pull.Action.filter((action: string) => /Put|Upload|Delete/.test(action))).toEqual([]);
    expect(accessPolicy).not.toMatch(/Delete|\*/);
  });
});
