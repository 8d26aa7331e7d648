import { createStores, LocalStore, type ObjectStore } from '@joblayer/object-store';
import { StoreError } from '@joblayer/object-store/errors';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobEvent } from '../job/events.ts';
import { Lease, type LeaseOptions, type LeaseTimes } from './lease.ts';

const TIMES: LeaseTimes = { beatMs: 30, lostMs: 10_000, deadMs: 400, pollMs: 10 };

let base: string;
const events: JobEvent[] = [];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lease-'));
  mkdirSync(join(base, 'out'));
  events.length = 0;
});
afterEach(() => rmSync(base, { recursive: true }));

/** Blocks this process as a frozen host does, so that not even a beat is written. */
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const left = () => readdirSync(join(base, 'out')).sort();
const leave = (name: string, content: object | string) =>
  writeFileSync(
    join(base, 'out', name),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
const content = () => JSON.parse(readFileSync(join(base, 'out', 'm.json.claim'), 'utf8')) as object;
const manifest = () => ({ scheme: 'file', path: join(base, 'out', 'm.json') }) as const;
const context = (signal = new AbortController().signal) => ({
  storeFor: createStores({ env: {}, signal, encryption: { sse: 'none' } }),
  emit: (event: JobEvent) => void events.push(event),
  signal,
});
const take = async (
  attempt: string,
  { times = TIMES, signal, ...options }: LeaseOptions & { readonly signal?: AbortSignal } = {},
) => {
  return Lease.take(manifest(), attempt, context(signal), { times, ...options });
};

describe('the lease to publish', () => {
  it('is an object beside the output manifest while it is held', async () => {
    const lease = await take('a');
    expect(left()).toEqual(['m.json.claim']);
    await lease.release();
    expect(left()).toEqual([]);
  });

  it('makes a second attempt wait as long as its holder lives', async () => {
    // On a busy host a beat may be late. It must not be later than this.
    const times = { ...TIMES, deadMs: 1_500 };
    const first = await take('a', { times });
    let secondHas = false;
    const second = take('b', { times }).then((lease) => ((secondHas = true), lease));
    await sleep(2 * times.deadMs);
    expect(secondHas).toBe(false);
    await first.release();
    await (await second).release();
    expect(events.filter(({ type }) => type === 'publication-awaited')).toHaveLength(1);
    expect(left()).toEqual([]);
  });

  it('passes from a dead holder to one successor at a time', async () => {
    leave('m.json.claim', { attempt: 'dead', beat: 7 });
    // On a busy host a write may take longer than the usual `deadMs`. Then a living holder would count as dead.
    const times = { ...TIMES, deadMs: 3_600_000 };
    let holders = 0;
    let most = 0;
    await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (attempt) => {
        const lease = await take(attempt, { times, isDead: (other) => other === 'dead' });
        most = Math.max(most, (holders += 1));
        await sleep(20);
        holders -= 1;
        await lease.release();
      }),
    );
    expect(most).toBe(1);
    expect(left()).toEqual([]);
  });

  it('is taken even if two slow writes were refused and the holder released it after each', async () => {
    const exists = { code: 'cannot-write-output', kind: 'already-exists', problem: 'x' } as const;
    const refused = [new StoreError(exists), new StoreError(exists)];
    class SlowStore extends LocalStore {
      override put(...args: Parameters<LocalStore['put']>) {
        const refusal = refused.pop();
        if (!refusal) return super.put(...args);
        standStill(TIMES.deadMs);
        return Promise.reject(refusal);
      }
    }
    const job = { ...context(), storeFor: async () => new SlowStore() as ObjectStore };
    const lease = await Lease.take(manifest(), 'a', job, { times: TIMES });
    expect(left()).toEqual(['m.json.claim']);
    await lease.release();
  });

  it('reports a silent holder before the next lease of the row is written', async () => {
    leave('m.json.claim', { attempt: 'dead', beat: 7 });
    const named: (readonly [string, readonly string[]])[] = [];
    const onPassedOver = (attempt: string) => void named.push([attempt, left()]);
    const lease = await take('a', { onPassedOver });
    expect(named).toEqual([['dead', ['m.json.claim']]]);
    await lease.release();
  });

  it('passes at once from a holder that is known to be dead', async () => {
    leave('m.json.claim', { attempt: 'dead', beat: 7 });
    const times = { ...TIMES, deadMs: 3_600_000 };
    const lease = await take('a', { times, isDead: (attempt) => attempt === 'dead' });
    await lease.release();
    expect(left()).toEqual([]);
  });

  it('passes on if the successor of a dead holder died as well', async () => {
    leave('m.json.claim', { attempt: 'x', beat: 1 });
    leave('m.json.claim.x', { attempt: 'y', beat: 1 });
    const lease = await take('a');
    expect(left()).toEqual(['m.json.claim', 'm.json.claim.x', 'm.json.claim.y']);
    await lease.release();
    expect(left()).toEqual([]);
  });

  it('is lost if it could not be renewed, and a late release does not remove it', async () => {
    const lease = await take('a', { times: { ...TIMES, beatMs: 1_000_000, lostMs: 1_000 } });
    lease.assertHeld();
    await sleep(1_100);
    expect(() => lease.assertHeld()).toThrow('could not be kept');
    expect(lease.lost.aborted).toBe(true);
    await lease.release();
    expect(left()).toEqual(['m.json.claim']);
  });

  describe('whose holder was frozen until another attempt took it', () => {
    const ofAnother = { attempt: 'b', beat: 1 };
    const loseLease = () => {
      standStill(300);
      leave('m.json.claim', ofAnother);
    };
    const times = { ...TIMES, beatMs: 20, lostMs: 200 };

    it('is lost, and the first holder’s beat does not overwrite it', async () => {
      const lease = await take('a', { times });
      loseLease();
      await sleep(5 * times.beatMs);
      expect(content()).toEqual(ofAnother);
      expect(lease.isLost).toBe(true);
      expect(() => lease.assertHeld()).toThrow('could not be kept');
      await lease.release();
    });

    it('is not removed by the first holder’s release, even before a beat is due', async () => {
      const lease = await take('a', { times });
      loseLease();
      await lease.release();
      expect(content()).toEqual(ofAnother);
    });
  });

  it('is no longer waited for once the job is stopped', async () => {
    const first = await take('a');
    const controller = new AbortController();
    const second = take('b', { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('stopped')), 50);
    await expect(second).rejects.toThrow('stopped');
    await first.release();
  });

  it('cannot be taken if another kind of file has its name, and the advice names that file', async () => {
    leave('m.json.claim', 'precious');
    await expect(take('a')).rejects.toMatchObject({
      code: 'cannot-write-output',
      facts: { advice: expect.stringContaining('m.json.claim') },
    });
  });

  it('cannot be taken, and is not tried forever, if a link to nowhere has its name', async () => {
    symlinkSync('/nowhere', join(base, 'out', 'm.json.claim'));
    await expect(take('a')).rejects.toMatchObject({ code: 'cannot-write-output' });
  });

  it('can be cleared of the rest that holders left who were killed one by one as they released it', async () => {
    leave('m.json.claim.x', { attempt: 'y', beat: 1 });
    leave('m.json.claim.y', { attempt: 'alive', beat: 1 });
    await Lease.removeRest(manifest(), ['x', 'y'], context());
    expect(left()).toEqual(['m.json.claim.y']);
  });
});
