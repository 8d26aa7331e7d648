export { commandOf, type CommandOptions } from './command-of.ts';
