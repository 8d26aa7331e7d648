import { stringify } from 'yaml';

/**
 * Data as YAML. Words that YAML 1.1 reads as something else, such as `no`, get quotes: some readers know that version
 * only. Long lines stay whole.
 */
export const yaml = (data: unknown): string =>
  stringify(data, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
