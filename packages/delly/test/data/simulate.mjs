// Prints pairs of a haplotype that lacks bases of the FASTA's sequence, aligned, as SAM.
import { readFileSync } from 'node:fs';
const [, header, text] = /^>(\S+).*\n([^>]*)/.exec(readFileSync(process.argv[2], 'utf8'));
const bases = text.replaceAll('\n', '');
const [FROM, TO, READ, PAIRS, LEAST] = [600, 1000, 80, 1500, 20];
const haplotype = bases.slice(0, FROM) + bases.slice(TO);
const QUALITIES = 'I'.repeat(READ);
const records = [];

/** Where a read lies in the sequence: one place, or two on both sides of the deletion. */
function placesOf(start) {
  const left = FROM - start;
  if (left >= READ) return [{ position: start, cigar: `${READ}M` }];
  if (left <= 0) return [{ position: start + TO - FROM, cigar: `${READ}M` }];
  const places = [
    { position: start, cigar: `${left}M${READ - left}S`, matches: left },
    { position: TO, cigar: `${left}S${READ - left}M`, matches: READ - left },
  ];
  return places.filter(({ matches }) => matches >= LEAST).sort((a, b) => b.matches - a.matches);
}

for (let pair = 0; pair < PAIRS; pair += 1) {
  const size = 200 + ((pair * 7) % 41);
  const start = Math.floor((pair * (haplotype.length - size)) / (PAIRS - 1));
  const [first, second] = [placesOf(start), placesOf(start + size - READ)];
  const span = second[0].position + READ - first[0].position;
  const write = (own, other, flags, at, signed) => {
    const sequence = haplotype.slice(at, at + READ);
    own.forEach(({ position, cigar }, place) => {
      const twin = own[1 - place];
      const tags = twin
        ? [`SA:Z:${header},${twin.position + 1},${flags & 16 ? '-' : '+'},${twin.cigar},60,0;`]
        : [];
      records.push({
        position,
        line: [
          `pair${pair}`,
          flags | (place === 0 ? 0 : 2048),
          header,
          position + 1,
          60,
          cigar,
          '=',
          other[0].position + 1,
          signed,
          sequence,
          QUALITIES,
          ...tags,
        ].join('\t'),
      });
    });
  };
  write(first, second, 99, start, span);
  write(second, first, 147, start + size - READ, -span);
}
const print = (text) => process.stdout.write(`${text}\n`);
print(`@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:${header}\tLN:${bases.length}\n@RG\tID:phage\tSM:phage`);
for (const { line } of records.sort((a, b) => a.position - b.position))
  print(`${line}\tRG:Z:phage`);
