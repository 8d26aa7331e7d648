import { assemble } from './assemble.tool.ts';
import { merge } from './merge.tool.ts';

export const tool = assemble;
export const also = [merge];
