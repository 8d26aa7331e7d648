import type { Bed } from '../bed/bed.ts';
import { CLIENTS } from './contest.ts';
import { bundleAll } from './controllers.ts';
import { largeDown, largeUp } from './large.ts';
import type { Load } from './load.ts';
import { smallDown, smallUp } from './small.ts';

const withClients =
  (load: (bed: Bed) => Promise<Load>) =>
  async (bed: Bed): Promise<Load> => {
    await bundleAll(bed, ['store-on-undici', 'store-on-node-http']);
    return load(bed);
  };

/** Compare the runtime's own HTTP client with undici's dispatcher and with Node's client. */
export const CLIENT_LOADS = {
  'clients-large-down': withClients((bed) => largeDown(bed, 'http', { contest: CLIENTS })),
  'clients-large-up': withClients((bed) => largeUp(bed, 'http', CLIENTS)),
  'clients-small-down': withClients((bed) => smallDown(bed, 'http', CLIENTS)),
  'clients-small-up': withClients((bed) => smallUp(bed, 'http', CLIENTS)),
  'clients-large-down-tls': withClients((bed) => largeDown(bed, 'https', { contest: CLIENTS })),
} as const;
