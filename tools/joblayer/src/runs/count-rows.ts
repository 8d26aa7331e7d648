/** @example 1 row; 3 rows */
export const countRows = (rows: number): string => `${rows} ${rows === 1 ? 'row' : 'rows'}`;
