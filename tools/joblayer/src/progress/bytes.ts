const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size as people read it: `1.2 GB`. */
export function ofBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}
