import { LocalStore } from '@joblayer/object-store';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statNamingTwin } from './unicode-twin.ts';

it.each(['NFC', 'NFD'] as const)(
  'an absent file’s error names a file that differs only in its Unicode form, here %s',
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
