import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { given, tagName } from './options.ts';

const ORDERS = ['coordinate', 'name', 'name-ascii', 'template-coordinate', 'tag'] as const;
const FLAGS = {
  ...{ coordinate: [], name: ['-n'], 'name-ascii': ['-N'] },
  ...{ 'template-coordinate': ['--template-coordinate'], tag: [] },
} as const;

/** Only alignments in this order have an index. */
export const BY_COORDINATE = { option: 'order', is: ['coordinate'] } as const;

export const ORDER_PARAMS = {
  order: z
    .enum(ORDERS)
    .default('coordinate')
    .describe('The order; only that by coordinate has an index (-n, -N, --template-coordinate)'),
  tag: tagName.optional().describe('The tag of --order tag, as CB (-t)'),
};

const BY_TAG = { option: 'order', is: ['tag'] } as const;

export const ORDER_RELATIONS: readonly Relation[] = [
  {
    ...{ kind: 'requires', when: BY_TAG, option: 'tag' },
    problem: '--order tag was given without --tag',
    advice: 'Give the tag, as --tag CB.',
  },
  {
    ...{ kind: 'onlyWith', option: 'tag', condition: BY_TAG },
    problem: '--tag is for --order tag, and --order is {order.value}',
    advice: 'Give --order tag too, or leave --tag out.',
  },
];

interface Order {
  readonly order: (typeof ORDERS)[number];
  readonly tag?: string | undefined;
}

export const orderOptions = ({ order, tag }: Order): readonly string[] => [
  ...FLAGS[order],
  ...given('-t', tag),
];
