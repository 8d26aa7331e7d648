import { s3Container } from './s3-server.ts';

it('a production S3 server listens on a free port of the loopback address only, with a store of the given size', () => {
  const settings = { accessKeyId: 'id', secretAccessKey: 'secret', storeMiB: 1024 };
  const argv = s3Container('mine', 'image:tag', settings).join(' ');
  expect(argv).toContain('--publish 127.0.0.1::5000');
  expect(argv).toContain('--env S3_STORE_BYTES=1073741824');
  expect(argv).toMatch(/--name mine .*image:tag$/);
});
