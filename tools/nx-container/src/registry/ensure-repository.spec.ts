import { ContainerError } from '../error.ts';
import { fakeEcrClient } from '../testing/fake-ecr-client.ts';
import { problemOf } from '../testing/problem-of.ts';
import { ensureRepository } from './ensure-repository.ts';

const NAME = 'joblayer/tool';
const quiet = () => undefined;
const denied = new ContainerError({ code: 'access-denied', action: 'ecr:X', detail: '' });

describe('the repository of an image', () => {
  it('is created when it is not there', async () => {
    const ecr = fakeEcrClient();
    expect(await ensureRepository(ecr, NAME, quiet)).toEqual({ uri: `registry.test/${NAME}` });
    expect([...ecr.repositories]).toEqual([NAME]);
  });

  it('is left as it is when it is there', async () => {
    const createRepository = () => Promise.reject(new Error('called'));
    const ecr = fakeEcrClient([NAME], { createRepository });
    expect(await ensureRepository(ecr, NAME, quiet)).toEqual({ uri: `registry.test/${NAME}` });
  });

  it('is taken from another push that creates it at the same moment', async () => {
    const ecr = fakeEcrClient();
    const { createRepository } = ecr;
    ecr.createRepository = async (name) => {
      ecr.repositories.add(name);
      return createRepository(name);
    };
    expect(await ensureRepository(ecr, NAME, quiet)).toEqual({ uri: `registry.test/${NAME}` });
  });

  it('is not created because ECR did not want to show it', async () => {
    const ecr = fakeEcrClient([], { describeRepository: () => Promise.reject(denied) });
    expect(await problemOf(() => ensureRepository(ecr, NAME, quiet))).toBe(denied.problem);
    expect(ecr.repositories.size).toBe(0);
  });

  it('may not be ours to create', async () => {
    const ecr = fakeEcrClient([], { createRepository: () => Promise.reject(denied) });
    expect(await problemOf(() => ensureRepository(ecr, NAME, quiet))).toBe(denied.problem);
  });
});
