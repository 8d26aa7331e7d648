export { PLACEHOLDER_LICENSE } from '@joblayer/tool-manifest';

/** Begins a text that only a person can write. docker-lint reports it. */
export const PLACEHOLDER = 'TODO:';
