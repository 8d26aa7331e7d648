import { isGiven, type ArgumentsGiven } from './arguments-given.ts';
import type { StreamCondition } from '../definition/inputs.ts';

interface Streamable {
  readonly stream?: boolean | StreamCondition;
}

/** @returns whether, with these arguments, the tool reads this input once from start to end */
export const isStreamed = ({ stream = false }: Streamable, given: ArgumentsGiven): boolean =>
  typeof stream === 'boolean'
    ? stream
    : !stream.unlessGiven.some((option) => isGiven(option, given));
