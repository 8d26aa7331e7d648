import { s3Container } from './s3-server.ts';

it('a production S3 server listens on a free port of the loopback address only', () => {
  const keys = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const argv = s3Container('mine', 'image:tag', keys).join(' ');
  expect(argv).toContain('--publish 127.0.0.1::5000');
  expect(argv).toMatch(/--name mine .*image:tag$/);
});
