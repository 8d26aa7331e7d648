import { MAX_FOREIGN_SHARE } from './foreign-share.ts';
import type { Role, Sample } from './sample.ts';
import { median } from './statistics.ts';

/** The result of one contender over all rounds. */
export interface Summary {
  readonly contender: string;
  readonly role: Role;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** The ratio of the median to that of the fastest peer; undefined if there is no peer. */
  readonly ratioToFastestPeer: number | undefined;
  /** From the median CPU time. Undefined if no bytes are moved. */
  readonly cpuSecondsPerGB: number | undefined;
  readonly cpuSeconds: number;
  readonly peakMemoryMiB: number;
  /** Runs that were kept although the machine was never quiet. */
  readonly disturbed: number;
  readonly rounds: number;
}

/** One summary for each contender, the fastest first. */
export function summarize(
  { bytes }: { readonly bytes: number },
  samples: readonly Sample[],
): Summary[] {
  const summaries = [...Map.groupBy(samples, ({ contender }) => contender).values()].map((own) =>
    summaryOf(bytes, own),
  );
  const peers = summaries.filter(({ role }) => role === 'peer');
  const fastest = Math.min(...peers.map(({ medianMs }) => medianMs));
  return summaries
    .map((each) => ({
      ...each,
      ratioToFastestPeer: peers.length > 0 ? each.medianMs / fastest : undefined,
    }))
    .toSorted((a, b) => a.medianMs - b.medianMs);
}

function summaryOf(bytes: number, samples: readonly Sample[]): Summary {
  const walls = samples.map(({ wallMs }) => wallMs);
  const cpuSeconds = median(samples.map(({ cpuMs }) => cpuMs)) / 1000;
  const [{ contender, role }] = samples as [Sample];
  return {
    contender,
    role,
    medianMs: median(walls),
    minMs: Math.min(...walls),
    maxMs: Math.max(...walls),
    ratioToFastestPeer: undefined,
    cpuSecondsPerGB: bytes > 0 ? cpuSeconds / (bytes / 1e9) : undefined,
    cpuSeconds,
    peakMemoryMiB: Math.max(...samples.map((sample) => sample.peakMemoryBytes)) / 1024 / 1024,
    disturbed: samples.filter(({ foreignShare }) => foreignShare > MAX_FOREIGN_SHARE).length,
    rounds: samples.length,
  };
}
