/** The first argument that asks for the host cache rather than for the tool. */
export const CACHE_COMMAND = 'cache';
