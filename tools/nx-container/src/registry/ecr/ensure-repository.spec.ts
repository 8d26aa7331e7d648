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

/** The lines that the push reports, and the repository's URI. */
async function ensure(ecr: EcrClient, options: RepositoryOptions = {}) {
  const said: string[] = [];
  const settings = repositorySettings(options);
  const { uri } = await ensureRepository(ecr, NAME, settings, (line) => said.push(line));
  return { uri, said };
}

describe('a repository that does not exist', () => {
  it('is created with scans, encryption and immutable version tags', async () => {
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

  it('is used when another push creates it at the same moment', async () => {
    const ecr = fakeEcrClient();
    const { createRepository } = ecr;
    ecr.createRepository = async (name, traits) => {
      await createRepository(name, traits);
      return createRepository(name, traits);
    };
    expect((await ensure(ecr)).uri).toBe(URI);
  });

  it('is not created where ECR only refuses to show it', async () => {
    const ecr = fakeEcrClient({}, { describeRepository: () => Promise.reject(denied) });
    expect(await problemOf(() => ensure(ecr))).toBe(denied.problem);
    expect(ecr.changes).toEqual([]);
  });

  it('is reported where AWS denies its creation', async () => {
    const ecr = fakeEcrClient({}, { createRepository: () => Promise.reject(denied) });
    expect(await problemOf(() => ensure(ecr))).toBe(denied.problem);
    expect(ecr.changes).toEqual([]);
  });

  it('gets movable tags, with a message, where the service does not support exceptions', async () => {
    const ecr = fakeEcrClient();
    const { createRepository } = ecr;
    ecr.createRepository = async (name, traits) => {
      if (traits.tags.kind === 'immutable') throw ruleRefused;
      return createRepository(name, traits);
    };
    const { said } = await ensure(ecr);
    expect(said[0]).toMatch(/does not support immutable tags with exceptions/);
    expect(ecr.repositories.get(NAME)?.tags).toEqual({ kind: 'mutable' });
  });
});

describe('a repository that exists', () => {
  it('stays unchanged, without a message, when it is as configured', async () => {
    const ecr = fakeEcrClient({ [NAME]: {} });
    expect(await ensure(ecr)).toEqual({ uri: URI, said: [] });
    expect(ecr.changes).toEqual([]);
  });

  it('is only reported where its settings differ', async () => {
    const ecr = fakeEcrClient({
      [NAME]: { scanOnPush: false, tags: { kind: 'mutable' }, encryption: { type: 'KMS' } },
    });
    const { said } = await ensure(ecr, { pullers: [ROLE] });
    expect(said).toEqual([
      expect.stringMatching(
        /scanOnPush is false, but is configured as true\. It stays. .*"update"/,
      ),
      expect.stringMatching(/tags is mutable, but is configured as immutable except latest/),
      expect.stringMatching(
        /encryption is KMS, but is configured as AES256\. ECR cannot change it/,
      ),
      expect.stringMatching(/access is absent/),
    ]);
    expect(ecr.changes).toEqual([]);
  });

  it('is changed as far as the configuration allows', async () => {
    const ecr = fakeEcrClient({ [NAME]: { scanOnPush: false, tags: { kind: 'mutable' } } });
    const { said } = await ensure(ecr, { update: ['tags'] });
    expect(ecr.changes).toEqual(['tags']);
    expect(said).toContainEqual(expect.stringMatching(/tags is mutable, .*: changed$/));
  });

  it('keeps policies that are equivalent to the configured ones', async () => {
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

  it('gets the policies that a killed push did not set after creating it', async () => {
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

  it('keeps a policy that someone else gave it, even without images', async () => {
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

  it('is used even where its policies may not be read', async () => {
    const ecr = fakeEcrClient({ [NAME]: {} }, { accessPolicy: () => Promise.reject(denied) });
    const { said } = await ensure(ecr, { pullers: [ROLE], update: ['access'] });
    expect(said).toEqual([
      expect.stringMatching(/its access policy cannot be compared: AWS denied/),
    ]);
    expect(ecr.changes).toEqual([]);
  });

  it('is reported where the service does not support exceptions from immutable tags', async () => {
    const ecr = fakeEcrClient({ [NAME]: { tags: { kind: 'mutable' } } });
    ecr.putTagRule = () => Promise.reject(ruleRefused);
    const { said } = await ensure(ecr, { update: ['tags'] });
    expect(said).toEqual([
      expect.stringMatching(/It stays, because this service does not support/),
    ]);
  });

  it('gets the options of its package, setting by setting', () => {
    const settings = repositorySettings(
      { scanOnPush: false, expireUntaggedAfterDays: 7 },
      { scanOnPush: true, tags: 'mutable' },
    );
    expect(settings).toMatchObject({ scanOnPush: true, tags: { kind: 'mutable' } });
    expect(settings.lifecyclePolicy).toContain('7');
  });
});

describe('the access policy', () => {
  it('lets pushers push and pull, pullers pull, and no one delete', () => {
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
