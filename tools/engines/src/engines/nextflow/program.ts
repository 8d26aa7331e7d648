import { nextflowJars } from '../../setup/nextflow.ts';

/** Nextflow's own start script opens these to its libraries. */
const OPENED = ['lang', 'util', 'nio', 'net', 'io'].map((name) => `java.base/java.${name}`);
const JAVA_OPTIONS = [...OPENED, 'java.base/sun.nio.ch', 'java.base/sun.nio.fs'].map(
  (name) => `--add-opens=${name}=ALL-UNNAMED`,
);

/** The words that start Nextflow, as its own script does. */
export const nextflowProgram = async (): Promise<readonly [string, ...string[]]> => [
  ...(['java', ...JAVA_OPTIONS] as const),
  ...['-cp', `${await nextflowJars()}/*`, 'nextflow.cli.Launcher'],
];

/** No requests to Nextflow's servers, and no files outside of a directory. */
export const nextflowSettings = (home: string): Readonly<Record<string, string>> => ({
  ...{ NXF_OFFLINE: 'true', NXF_ANSI_LOG: 'false', NXF_DISABLE_CHECK_LATEST: 'true' },
  NXF_HOME: home,
});
