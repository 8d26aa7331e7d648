import type { Step } from '@joblayer/job-runtime';

/** In the tool's current directory. Strelka makes it, and refuses one that is there. */
const RUN_DIRECTORY = 'strelka';
const MIB_PER_GB = 1024;

/** What Strelka says of a run that failed: its errors by task, and pyFlow's log. */
export const diagnostics = [
  `${RUN_DIRECTORY}/workflow.error.log.txt`,
  `${RUN_DIRECTORY}/workflow.warning.log.txt`,
  `${RUN_DIRECTORY}/workspace/pyflow.data/logs/pyflow_log.txt`,
] as const;

export interface Workflow {
  readonly configure: 'configureStrelkaGermlineWorkflow.py' | 'configureStrelkaSomaticWorkflow.py';
  readonly options: readonly string[];
  /** Where `results/` is to be. */
  readonly results: string;
  readonly workDir: string;
  readonly cpus: number;
  readonly memoryMiB: number;
}

/** Configures a run in a directory of its own, runs it, and hands its results over. */
export function workflowSteps(workflow: Workflow): readonly Step[] {
  const { configure, options, results, workDir, cpus, memoryMiB } = workflow;
  const runDirectory = `${workDir}/${RUN_DIRECTORY}`;
  const memoryGb = Math.max(1, Math.floor(memoryMiB / MIB_PER_GB));
  return [
    { pipeline: [[configure, ...options, '--runDir', runDirectory]] },
    {
      pipeline: [
        [
          ...(['python2', `${runDirectory}/runWorkflow.py`, '-m', 'local'] as const),
          ...['-j', String(cpus)],
          ...['-g', String(memoryGb)],
        ],
      ],
    },
    // Links under the names of earlier versions, genome.vcf.gz: an output is made of files.
    { pipeline: [['find', `${runDirectory}/results`, '-type', 'l', '-delete']] },
    { pipeline: [['mv', '-T', `${runDirectory}/results`, results]] },
  ];
}
