import { mostAtOnce, runAtOnce } from './run-at-once.ts';

interface Task {
  readonly name: string;
  readonly grant: { readonly cpus: number; readonly memoryMiB: number };
}

const task = (name: string, cpus: number, memoryMiB: number): Task => ({
  name,
  grant: { cpus, memoryMiB },
});

/** Tasks that end when the test says so. */
function running(tasks: readonly Task[], budget: Partial<Parameters<typeof runAtOnce>[1]> = {}) {
  const ends = new Map<string, (error?: Error) => void>();
  const all = { cpus: 4, memoryMiB: 1000, jobs: undefined, signal: new AbortController().signal };
  const done = runAtOnce(
    tasks,
    { ...all, ...budget },
    ({ name }) =>
      new Promise<void>((resolve, reject) => {
        ends.set(name, (error) => {
          ends.delete(name);
          if (error) reject(error);
          else resolve();
        });
      }),
  );
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    // The next tasks start after the promises of this one.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { done, end, names: () => [...ends.keys()] };
}

describe('tasks', () => {
  it('run as many at once as the CPUs are enough for, in their order', async () => {
    const { done, end, names } = running([task('a', 2, 1), task('b', 2, 1), task('c', 1, 1)]);
    expect(names()).toEqual(['a', 'b']);
    await end('b');
    expect(names()).toEqual(['a', 'c']);
    await end('a');
    await end('c');
    await done;
  });

  it('run as many at once as the memory is enough for', async () => {
    const { end, names } = running([task('a', 1, 600), task('b', 1, 600)]);
    expect(names()).toEqual(['a']);
    await end('a');
    expect(names()).toEqual(['b']);
    await end('b');
  });

  it('do not exceed the memory although the user states a number, but do exceed the CPUs', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((name) => task(name, 4, 300));
    expect(running(tasks, { jobs: 9 }).names()).toEqual(['a', 'b', 'c']);
    expect(running(tasks, { jobs: 2 }).names()).toEqual(['a', 'b']);
  });

  it('run one by one if each asks for more than there is', async () => {
    const { end, names } = running([task('a', 9, 9999), task('b', 9, 9999)]);
    expect(names()).toEqual(['a']);
    await end('a');
    expect(names()).toEqual(['b']);
    await end('b');
  });

  it('are started no more after the signal, and those that run are waited for', async () => {
    const stop = new AbortController();
    const tasks = ['a', 'b', 'c'].map((name) => task(name, 2, 1));
    const { done, end, names } = running(tasks, { signal: stop.signal });
    stop.abort();
    await end('a');
    expect(names()).toEqual(['b']);
    await end('b');
    await done;
  });

  it('end with the first error, once those that run have ended', async () => {
    const tasks = ['a', 'b', 'c'].map((name) => task(name, 2, 1));
    const { done, end, names } = running(tasks);
    const failure = expect(done).rejects.toThrow('the disk is full');
    await end('a', new Error('the disk is full'));
    expect(names()).toEqual(['b']);
    await end('b');
    await failure;
  });
});

it.each([
  [{ cpus: 2, memoryMiB: 100 }, undefined, 2],
  [{ cpus: 1, memoryMiB: 400 }, undefined, 2],
  [{ cpus: 2, memoryMiB: 100 }, 8, 8],
  [{ cpus: 2, memoryMiB: 400 }, 8, 2],
  [{ cpus: 8, memoryMiB: 4000 }, undefined, 1],
])('of tasks with %j and --jobs %p, %i run at once', (grant, jobs, expected) => {
  expect(mostAtOnce(grant, { cpus: 4, memoryMiB: 1000, jobs })).toBe(expected);
});
