import type { Cloud, Engine, LambdaPhageData } from '@joblayer/local-cloud';
import type { Clients } from './clients.ts';
import type { RunLocations } from './locations.ts';
import type { AlignmentSummary } from './report/alignment-summary.ts';

export const TOOLS = ['bwa-mem', 'samtools-stats'] as const;
export type Tool = (typeof TOOLS)[number];

export interface DemoOptions {
  readonly keep: boolean;
  readonly name?: string | undefined;
  readonly awsPort?: number | undefined;
  readonly registryPort?: number | undefined;
  readonly signal: AbortSignal;
}

/** What the steps leave for each other. Each is there once its step has run. */
export interface DemoContext {
  readonly options: DemoOptions;
  readonly locations: RunLocations;
  engine?: Engine;
  cloud?: Cloud;
  clients?: Clients;
  images?: Readonly<Record<Tool, string>>;
  data?: LambdaPhageData;
  /** Ids of the submitted jobs; those of jobs that ended are taken out. */
  readonly jobs: Map<Tool, string>;
  summary?: AlignmentSummary;
  /** Where the results were copied to on this host. */
  resultsDirectory?: string;
}

/** A value that an earlier step must have left. */
export function left<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the step that makes ${what} has not run`);
  return value;
}
