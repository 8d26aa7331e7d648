import { annotate } from './annotate.tool.ts';
import { concat } from './concat.tool.ts';
import { consensus } from './consensus.tool.ts';
import { filter } from './filter.tool.ts';
import { merge } from './merge.tool.ts';
import { norm } from './norm.tool.ts';
import { stats } from './stats.tool.ts';
import { view } from './view.tool.ts';

/** The definitions of the image. They share the steps in variants.ts. The first one needs no option but its input. */
export const tool = view;
export const also = [norm, filter, concat, merge, stats, annotate, consensus];
