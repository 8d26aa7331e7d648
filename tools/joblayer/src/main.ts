import { runCli } from './cli.ts';

// The SDK announces the end of its support for Node 20 at every start. It is of no use to users of this bundle.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
// The reader of a pipe, such as head, may have seen enough. A job that runs goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCli(process.argv.slice(2));
