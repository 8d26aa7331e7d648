/** Options of `docker run` with which outputs belong to this user. */
export const asUser = (): string[] => [
  '--user',
  `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`,
];
