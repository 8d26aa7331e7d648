import { isGiven, type ArgumentsGiven } from './arguments-given.ts';
import type { InputDefinition } from '../definition/definition.ts';

/** @returns whether the tool reads this input once from start to end, under these arguments */
export const isStreamed = ({ stream = false }: InputDefinition, given: ArgumentsGiven): boolean =>
  typeof stream === 'boolean'
    ? stream
    : !stream.unlessGiven.some((option) => isGiven(option, given));
