import { SETTINGS, settingNames } from './flags.ts';
import type { Settings } from './settings.ts';

const WIDEST = Math.max(...settingNames.map((name) => name.length));

/** Each setting on a line, with where its value came from. One that is not set says how to set it. */
export const settingsText = (settings: Settings): string =>
  [
    ...settingNames.map((name) => {
      const { value, from } = settings[name] ?? {};
      const { flag, variable } = SETTINGS[name];
      const how = [...(flag === undefined ? [] : [`--${flag}`]), variable].join(' or ');
      const shown = value === undefined ? `(not set; ${how})` : `${value}  (${from})`;
      return `${name.padEnd(WIDEST)}  ${shown}`;
    }),
    `${'batch'.padEnd(WIDEST)}  ${batchText(settings)}`,
  ].join('\n');

const batchText = ({ batch }: Settings): string =>
  batch ? `${JSON.stringify(batch.value)}  (${batch.from})` : '(not set; "batch" in joblayer.json)';
