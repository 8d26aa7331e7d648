import { bgzip } from './bgzip.tool.ts';
import { depth } from './depth.tool.ts';
import { faidx } from './faidx.tool.ts';
import { fastq } from './fastq.tool.ts';
import { flagstat } from './flagstat.tool.ts';
import { idxstats } from './idxstats.tool.ts';
import { index } from './index.tool.ts';
import { merge } from './merge.tool.ts';
import { sort } from './sort.tool.ts';
import { tabix } from './tabix.tool.ts';
import { view } from './view.tool.ts';

/** The image runs it if its first argument names no definition. */
export const tool = sort;
export const also = [
  ...[index, view, merge, flagstat, idxstats, faidx, fastq, depth],
  ...[bgzip, tabix],
];
