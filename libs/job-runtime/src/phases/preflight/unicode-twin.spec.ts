import { LocalStore } from '@joblayer/object-store';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statNamingTwin } from './unicode-twin.ts';

it.each(['NFC', 'NFD'] as const)(
  'a file whose name differs only in its form %s is named',
  async (form) => {
    const directory = await mkdtemp(join(tmpdir(), 'twin-'));
    try {
      await writeFile(join(directory, 'Sämple.bam'.normalize(form)), '');
      const other = form === 'NFC' ? 'NFD' : 'NFC';
      const path = join(directory, 'Sämple.bam'.normalize(other));
      const found = statNamingTwin(new LocalStore(), { scheme: 'file', path });
      await expect(found).rejects.toThrow(/differs only in its Unicode form/);
    } finally {
      await rm(directory, { recursive: true });
    }
  },
);
