// Compares the bases of a FASTA with those of a compressed one, on both strands.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
const [assembly, reference] = process.argv.slice(2);
const sequencesOf = (text) =>
  text
    .split('>')
    .slice(1)
    .map((record) => record.slice(record.indexOf('\n')).replaceAll('\n', ''));
const complement = { A: 'T', C: 'G', G: 'C', T: 'A' };
const turned = (bases) =>
  [...bases]
    .reverse()
    .map((base) => complement[base])
    .join('');
const found = sequencesOf(readFileSync(assembly, 'utf8'));
const [expected] = sequencesOf(gunzipSync(readFileSync(reference)).toString());
const isSame = found[0] === expected || turned(found[0]) === expected;
process.stdout.write(
  `${found.length} sequence of ${found[0].length} bases, ${isSame ? 'the reference or its other strand' : 'others than the reference'}\n`,
);
