/** Messages for an absent object: docker's first, then those of podman behind docker's API. */
const ABSENT = [
  /no such (?:container|network|volume|image|object)/i,
  /(?:container|network|volume|image) \S+ not found/i,
  /(?:network|volume|container|image) not found/i,
  /unable to find (?:network|volume|container|image) with name or id/i,
];

/** Whether an engine's message means that the requested object does not exist. */
export const saysAbsent = (stderr: string): boolean => ABSENT.some((text) => text.test(stderr));
