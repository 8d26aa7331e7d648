import { SubprocessError } from '@joblayer/subprocess';
import { insist } from './insist.ts';

const interrupted = () =>
  new SubprocessError({ code: 'killed', argv: ['docker', 'stop', 'x'], signal: 'SIGINT' });

it('insist repeats the work when its program was interrupted', async () => {
  let tries = 0;
  const work = () => ((tries += 1) < 3 ? Promise.reject(interrupted()) : Promise.resolve('done'));
  expect(await insist(work)).toBe('done');
  expect(tries).toBe(3);
});

it('insist does not repeat work that failed for another reason', async () => {
  let tries = 0;
  const work = () => {
    tries += 1;
    return Promise.reject(new Error('a mistake'));
  };
  await expect(insist(work)).rejects.toThrow('a mistake');
  expect(tries).toBe(1);
});
