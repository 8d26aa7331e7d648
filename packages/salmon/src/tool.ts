import { index } from './index.tool.ts';
import { quant } from './quant.tool.ts';

export const tool = quant;
export const also = [index];
