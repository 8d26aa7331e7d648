import type { Cloud, Engine, LambdaPhageData } from '@joblayer/local-cloud';
import type { Clients } from './clients.ts';
import type { RunLocations } from './locations.ts';
import type { AlignmentSummary } from './report/alignment-summary.ts';

export const TOOLS = ['bwa-mem', 'samtools-stats'] as const;
export type Tool = (typeof TOOLS)[number];

export const PIPELINES = ['alignment', 'germline', 'rnaseq'] as const;

export interface DemoOptions {
  readonly pipeline: (typeof PIPELINES)[number];
  readonly keep: boolean;
  readonly name?: string | undefined;
  readonly awsPort?: number | undefined;
  readonly registryPort?: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * What each step leaves for later steps, in every pipeline. A value is present once its step has
 * run.
 */
export interface CloudContext {
  readonly options: DemoOptions;
  engine?: Engine;
  cloud?: Cloud;
  clients?: Clients;
  /** Digest references by tool. */
  images?: Readonly<Record<string, string>>;
  /** Ids of the submitted jobs. A job that has ended is removed. */
  readonly jobs: Map<string, string>;
  /** The directory on this host that the results were copied to. */
  resultsDirectory?: string;
}

export interface DemoContext extends CloudContext {
  readonly locations: RunLocations;
  images?: Readonly<Record<Tool, string>>;
  data?: LambdaPhageData;
  readonly jobs: Map<Tool, string>;
  summary?: AlignmentSummary;
  /** The job queue's name. */
  queue?: string;
  /** The name of the sample sheet's run. */
  run?: string;
  /** The sheet for the next step, in lines. */
  nextSheet?: readonly string[];
}

/** A value that an earlier step leaves. */
export function left<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the step that makes ${what} has not run`);
  return value;
}
