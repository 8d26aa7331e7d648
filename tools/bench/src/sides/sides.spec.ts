import type { Endpoint } from '../bed/endpoint.ts';
import { awsCliClassic, awsCliCrt } from './aws-cli.ts';
import { boto3Wrapper } from './boto3.ts';
import { curlRangesToNull } from './curl.ts';
import { joblayer, littleMemory, onUndici, sdk } from './drivers.ts';
import { minioClient } from './minio-client.ts';
import { rclone } from './rclone.ts';

const endpoint: Endpoint = {
  scheme: 'https',
  url: 'https://server:5443',
  accessKeyId: 'id',
  secretAccessKey: 'secret',
  env: {},
};
const file = { bucket: 'b', key: 'dir/object', path: '/data/file' };
const directory = { bucket: 'b', key: 'dir/', path: '/data/dir' };

it.each([
  [awsCliClassic, 'aws s3 cp --only-show-errors --endpoint-url https://server:5443'],
  [awsCliCrt, 'aws s3 cp --only-show-errors --endpoint-url https://server:5443'],
])('aws-cli copies objects, and directories recursively (%#)', ({ down, up }, command) => {
  expect(down(file, endpoint).join(' ')).toBe(`${command} s3://b/dir/object /data/file`);
  expect(up(directory, endpoint).join(' ')).toBe(`${command} --recursive /data/dir s3://b/dir/`);
});

it('rclone copies again the objects that it copied in the round before', () => {
  expect(rclone.down(file, endpoint).join(' ')).toBe(
    'rclone copyto -I bench:b/dir/object /data/file',
  );
  expect(rclone.up(directory, endpoint).join(' ')).toBe('rclone copy -I /data/dir bench:b/dir/');
});

it('minio-client finds the address of the server in its environment', () => {
  expect(minioClient.up(directory, endpoint).join(' ')).toBe(
    'minio-client cp --quiet --recursive /data/dir/ bench/b/dir/',
  );
  expect(minioClient.env(endpoint)).toEqual({ MC_HOST_bench: 'https://id:secret@server:5443' });
});

it.each([
  [boto3Wrapper, ['download', 's3://b/dir/object', '/data/file']],
  [joblayer, ['down', 'b', 'dir/object', '/data/file']],
  [sdk, ['down', 'b', 'dir/object', '/data/file']],
])('programs of the bench get the source and the target as arguments (%#)', ({ down }, args) => {
  expect(down(file, endpoint).slice(2)).toEqual(args);
});

it('the store with another HTTP client is a separate program with the same arguments', () => {
  const [node, program, ...args] = onUndici.up(file, endpoint);
  expect([node, program]).toEqual(['node', '/opt/bench/store-on-undici/main.js']);
  expect(args).toEqual(joblayer.up(file, endpoint).slice(2));
});

it('the store finds the granted memory in its environment', () => {
  expect(littleMemory.env(endpoint)).toEqual({ BENCH_MEMORY_MIB: '128' });
});

it('the ranges in which curl downloads a large object contain each byte once', () => {
  const argv = curlRangesToNull(endpoint, 'b', 'k', 10);
  const ranges = argv.filter((_, index) => argv[index - 1] === '--range');
  expect(ranges).toEqual(['0-2', '3-5', '6-8', '9-9']);
});
