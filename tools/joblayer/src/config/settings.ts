import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SETTINGS, type SettingName, settingNames } from './flags.ts';
import { type FileSettings, readSettingsFile } from './read-file.ts';

/** A value, and where it came from: a flag, a variable, `file:line`, or `default`. */
export interface Setting {
  readonly value: string;
  readonly from: string;
}

/** All settings. One without a value is absent. */
export type Settings = {
  readonly registryPrefix: Setting;
  /** Of a file only. Nobody has checked them yet. */
  readonly batch?: { readonly value: unknown; readonly from: string };
} & Partial<Readonly<Record<SettingName, Setting>>>;

export interface SettingSources {
  /** The flags of the command line, by their names without dashes. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

const FILE_NAME = 'joblayer.json';
/** The path of images as this project's builds name them in the engine. */
const DEFAULT_PREFIX = 'joblayer';
/** Their values are paths. One in a file is relative to that file. */
const DIRECTORIES: readonly SettingName[] = ['outputDir', 'cacheDir', 'scratchDir', 'recordDir'];

/**
 * The settings. A flag wins over a variable, that over the nearest `joblayer.json` up the tree, and that over the file
 * in the user's configuration directory.
 *
 * @throws ProblemError `configuration-invalid`, `configuration-unreadable`
 */
export function loadSettings({ flags, env, cwd }: SettingSources): Settings {
  const files = configurationFiles(env, cwd);
  const found = settingNames.flatMap((name) => {
    const setting = flagOf(name, flags, cwd) ?? variableOf(name, env, cwd) ?? inFiles(name, files);
    return setting ? [[name, setting] as const] : [];
  });
  const [batch] = files.flatMap(({ file, settings }) =>
    settings.batch ? { value: settings.batch.value, from: `${file}:${settings.batch.line}` } : [],
  );
  return Object.freeze({
    registryPrefix: defaultPrefix(env),
    ...Object.fromEntries(found),
    ...(batch && { batch }),
  });
}

/** A local cloud's registry holds the images of this project's builds. */
function defaultPrefix({ JOBLAYER_REGISTRY: host }: NodeJS.ProcessEnv): Setting {
  return host
    ? { value: `${host}/${DEFAULT_PREFIX}`, from: 'JOBLAYER_REGISTRY' }
    : { value: DEFAULT_PREFIX, from: 'default' };
}

function flagOf(
  name: SettingName,
  flags: SettingSources['flags'],
  cwd: string,
): Setting | undefined {
  const { flag } = SETTINGS[name];
  const value = flag === undefined ? undefined : flags[flag];
  return typeof value === 'string' && value !== ''
    ? { value: absolute(name, value, cwd), from: `--${flag}` }
    : undefined;
}

function variableOf(name: SettingName, env: NodeJS.ProcessEnv, cwd: string): Setting | undefined {
  const { variable } = SETTINGS[name];
  const value = env[variable];
  return value ? { value: absolute(name, value, cwd), from: variable } : undefined;
}

interface ConfigurationFile {
  readonly file: string;
  readonly settings: FileSettings;
}

function inFiles(name: SettingName, files: readonly ConfigurationFile[]): Setting | undefined {
  for (const { file, settings } of files) {
    const setting = settings[name];
    if (!setting) continue;
    const value = absolute(name, setting.value, dirname(file));
    return { value, from: `${file}:${setting.line}` };
  }
  return undefined;
}

function configurationFiles(env: NodeJS.ProcessEnv, cwd: string): ConfigurationFile[] {
  const configHome = env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  const [nearest] = upward(cwd).flatMap((directory) => loaded(join(directory, FILE_NAME)));
  return [...(nearest ? [nearest] : []), ...loaded(join(configHome, 'joblayer', 'config.json'))];
}

function loaded(file: string): ConfigurationFile[] {
  const settings = readSettingsFile(file);
  return settings ? [{ file, settings }] : [];
}

/** A directory and all above it, the nearest first. */
function upward(directory: string): string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...upward(parent)];
}

/** Keeps the slash at the end, and locations in S3. */
function absolute(name: SettingName, value: string, base: string): string {
  if (!DIRECTORIES.includes(name) || value.startsWith('s3://')) return value;
  const path = value.startsWith('~/') ? join(homedir(), value.slice(2)) : resolve(base, value);
  return value.endsWith('/') && !path.endsWith('/') ? `${path}/` : path;
}
