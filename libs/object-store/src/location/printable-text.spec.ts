import { printableText } from './printable-text.ts';

describe('a location that cannot be parsed is printed without secrets', () => {
  it.each([
    ['htps://u:secret@host/x?key=secret', 'htps://host/x?…'],
    ['https://u:se/c?r#et@host:x/y', 'https://host:x/y'],
    ['https:/host/x?auth=secret', 'https:/host/x?…'],
    [' ftp://secret@host/x#secret', ' ftp://host/x#…'],
    ['reads=https://u:secret@h/x?hmac=secret', 'reads=https://h/x?…'],
    ['s3://AKIA:secret@bucket/key', 's3://bucket/key'],
    ['a plain/path', 'a plain/path'],
  ])('%s is printed as %s', (text, printed) => expect(printableText(text)).toBe(printed));
});
