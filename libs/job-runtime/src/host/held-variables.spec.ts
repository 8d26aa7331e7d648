import { restoreHeldVariables } from './held-variables.ts';

describe('variables that were kept from Node', () => {
  it('get their names back, and no other variable changes', () => {
    const env = { JOBLAYER_HELD_LD_PRELOAD: '/x.so', JOBLAYER_IMAGE: 'i', PATH: '/bin' };
    restoreHeldVariables(env);
    expect(env).toEqual({ LD_PRELOAD: '/x.so', JOBLAYER_IMAGE: 'i', PATH: '/bin' });
  });
});
