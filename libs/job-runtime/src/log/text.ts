const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `12.3 MB`: powers of 1000, three digits at most. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${Math.round(seconds % 60)} s`;
}

/** Docker breaks lines at 16 KiB. A longer line would help no reader. */
export const MAX_LINE = 8_000;

/** One printable line: control characters, which keys may hold, are shown as escapes. */
export function oneLine(text: string): string {
  const printable = text.replaceAll(/\p{Cc}/gu, (character) =>
    character === '\t' ? ' ' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return printable.length <= MAX_LINE ? printable : `${printable.slice(0, MAX_LINE)} …`;
}
