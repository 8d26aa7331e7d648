// Prints the first or the second reads of pairs from FASTA. A header states their number: ">name pairs=20".
import { readFileSync } from 'node:fs';
const [file, mate] = process.argv.slice(2);
const [READ, FRAGMENT] = [50, 150];
const complement = { A: 'T', C: 'G', G: 'C', T: 'A' };
for (const record of readFileSync(file, 'utf8').split('>').slice(1)) {
  const [header = '', ...lines] = record.trimEnd().split('\n');
  const [name, pairs] = header.split(' pairs=');
  const bases = lines.join('');
  for (let pair = 0; pair < Number(pairs); pair += 1) {
    const start = Math.floor((pair * (bases.length - FRAGMENT)) / Math.max(1, Number(pairs) - 1));
    const fragment = bases.slice(start, start + FRAGMENT);
    const read =
      mate === '1'
        ? fragment.slice(0, READ)
        : [...fragment.slice(-READ)]
            .reverse()
            .map((base) => complement[base])
            .join('');
    process.stdout.write(`@${name}_${pair}/${mate}\n${read}\n+\n${'I'.repeat(READ)}\n`);
  }
}
