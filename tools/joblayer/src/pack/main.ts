import { join } from 'node:path';
import { pack } from './pack.ts';

process.stdout.write(`${await pack(join(import.meta.dirname, '../../dist'))}\n`);
