/** The first argument that selects the host cache command instead of the tool. */
export const CACHE_COMMAND = 'cache';
