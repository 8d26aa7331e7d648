import { isDebianLike } from './apt.ts';

it.each([
  ['Debian', 'PRETTY_NAME="Debian GNU/Linux 13"\nID=debian\n'],
  ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian\n'],
  ['Mint', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'],
])('installs by apt on %s', (_, osRelease) => expect(isDebianLike(osRelease)).toBe(true));

it.each([
  ['Fedora', 'ID=fedora\nHOME_URL="https://debian.example"\n'],
  ['an unknown system', ''],
])('does not on %s', (_, osRelease) => expect(isDebianLike(osRelease)).toBe(false));
