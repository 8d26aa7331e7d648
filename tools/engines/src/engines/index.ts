import { apptainer } from './apptainer.ts';
import { cwltool, toilCwl } from './cwl.ts';
import { docker } from './docker.ts';
import type { Engine } from './engine.ts';
import { galaxy } from './galaxy/index.ts';
import { miniwdl } from './miniwdl.ts';
import { nextflow } from './nextflow/index.ts';
import { snakemake } from './snakemake.ts';
import { toilWdl } from './toil-wdl.ts';

/** All engines, in the order of the matrix. */
export const ENGINES: readonly Engine[] = [
  docker,
  apptainer,
  cwltool,
  toilCwl,
  miniwdl,
  toilWdl,
  nextflow,
  snakemake,
  galaxy,
];
