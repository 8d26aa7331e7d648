import { Silence } from './silence.ts';

describe('the patience with a server', () => {
  it('is short once a request was given up, until the server sends something again', () => {
    const silence = new Silence();
    expect(silence.patienceMs(25_000)).toBe(25_000);
    silence.gaveUp();
    expect(silence.patienceMs(25_000)).toBe(3_000);
    expect(silence.patienceMs(100)).toBe(100);
    silence.heard();
    expect(silence.patienceMs(25_000)).toBe(25_000);
  });
});
