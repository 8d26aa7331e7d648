import { isDebianLike } from './apt.ts';

it.each([
  ['Debian', 'PRETTY_NAME="Debian GNU/Linux 13"\nID=debian\n'],
  ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian\n'],
  ['Mint', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'],
])('apt installs packages on %s', (_, osRelease) => expect(isDebianLike(osRelease)).toBe(true));

it.each([
  ['Fedora', 'ID=fedora\nHOME_URL="https://debian.example"\n'],
  ['an unknown system', ''],
])('apt does not install packages on %s', (_, osRelease) =>
  expect(isDebianLike(osRelease)).toBe(false),
);
