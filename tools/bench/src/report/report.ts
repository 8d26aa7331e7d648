import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Sample } from '../measure/sample.ts';
import type { Machine } from './machine.ts';
import { plot } from './plot.ts';
import { goalsSection, loadSection, type LoadResult } from './table.ts';

/** All results of a run. */
export interface BenchReport {
  readonly startedAt: string;
  readonly seed: number;
  readonly rounds: number;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly loads: readonly LoadResult[];
  readonly samples: readonly Sample[];
}

/** Writes `results.json`, `results.md` and `results.svg`; returns the text in Markdown. */
export async function writeReport(report: BenchReport, directory: string): Promise<string> {
  const markdown = inMarkdown(report);
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(path.join(directory, 'results.md'), markdown);
  await writeFile(path.join(directory, 'results.svg'), plot(report.loads));
  return markdown;
}

export function inMarkdown({
  startedAt,
  seed,
  rounds,
  machine,
  versions,
  loads,
}: BenchReport): string {
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `# Joblayer against its peers, ${startedAt.slice(0, 10)}`,
    '',
    `${machine.cpus} CPUs (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}. The S3 server, Ceph's object gateway, runs on the same CPUs. ${rounds} rounds, in random order (seed ${seed}).`,
    '',
    `Versions: ${software.join(', ')}.`,
    '',
    '![Medians, with the fastest and slowest round](results.svg)',
    '',
    ...goalsSection(loads),
    ...loads.map(loadSection),
  ].join('\n');
}
