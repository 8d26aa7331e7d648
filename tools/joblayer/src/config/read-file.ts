import {
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { readFileSync } from 'node:fs';
import { nearest } from '../nearest.ts';
import { type SettingName, settingNames } from './flags.ts';
import { configProblem } from './problems.ts';

/** A setting of a file, with the line that it stands on, counted from 1. */
export interface FileSetting {
  readonly value: string;
  readonly line: number;
}

export type FileSettings = Partial<Record<SettingName, FileSetting>> & {
  /** The settings of AWS Batch, which nobody has checked yet. */
  batch?: { readonly value: unknown; readonly line: number };
};

/**
 * The settings in a configuration file. Undefined if the file does not exist.
 *
 * @throws ProblemError `configuration-invalid` with the line, `configuration-unreadable`
 */
export function readSettingsFile(file: string): FileSettings | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const refuse = (offset: number, detail: string) =>
    configProblem({ code: 'configuration-invalid', where: `${file}:${lineAt(offset)}`, detail });

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error)
    throw refuse(error.offset, `it is not JSON (${printParseErrorCode(error.error)}). Correct it.`);
  if (root?.type !== 'object')
    throw refuse(0, 'expected one JSON object, such as { "region": "eu-central-1" }.');

  const settings: FileSettings = {};
  for (const property of root.children ?? []) {
    const [key, value] = property.children as [Node, Node];
    const name = String(key.value);
    if (!isSetting(name)) throw refuse(key.offset, unknown(name));
    if (settings[name]) throw refuse(key.offset, `"${name}" stands twice. Delete one of them.`);
    const line = lineAt(key.offset);
    if (name === 'batch') {
      if (value.type !== 'object') throw refuse(value.offset, '"batch" must be an object.');
      settings.batch = { value: getNodeValue(value), line };
      continue;
    }
    if (value.type !== 'string' || value.value === '')
      throw refuse(value.offset, `"${name}" must be a text that is not empty.`);
    settings[name] = { value: String(value.value), line };
  }
  return settings;
}

const FIELDS: readonly string[] = [...settingNames, 'batch'];

const isSetting = (name: string): name is SettingName | 'batch' => FIELDS.includes(name);

function unknown(name: string): string {
  const meant = nearest(name, FIELDS);
  const advice =
    meant === undefined ? `The settings are ${FIELDS.join(', ')}.` : `Did you mean "${meant}"?`;
  return `"${name}" is no setting. ${advice}`;
}

function textOf(file: string): string | undefined {
  try {
    // Some editors begin a file with a byte-order mark, which JSON does not allow.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw configProblem({ code: 'configuration-unreadable', file, detail: message }, error);
  }
}
