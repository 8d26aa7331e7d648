/**
 * Prepares the image that others made, in the build of a tool's image: the directories of a job, and a record of the
 * image's variables. No program of the image is called.
 */
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Open to all, as any user may run the job. */
for (const directory of ['/scratch', '/tmp']) {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o1777);
}
mkdirSync('/data', { recursive: true });
chownSync('/data', 10001, 10001);

/** Variables of the build, which are no fact of the image. */
const OF_BUILD = /^(HOME|HOSTNAME|PWD|(HTTPS?|FTP|ALL|NO)_PROXY|SOURCE_DATE_EPOCH|BUILDKIT_.*)$/i;
/** bin/node renames what would change Node itself. */
const HELD = /^JOBLAYER_HELD_/;
const FILE = '/opt/joblayer/image-environment.json';

const ofImage = Object.entries(process.env)
  .filter(([name]) => !OF_BUILD.test(name))
  .map(([name, value]) => [name.replace(HELD, ''), value]);
/** Those that the tool's own Dockerfile sets come last. */
const ofPackage = JSON.parse(readFileSync(FILE, 'utf8'));
writeFileSync(FILE, `${JSON.stringify({ ...Object.fromEntries(ofImage), ...ofPackage })}\n`);
