import { runCli } from './cli.ts';

// The SDK announces the end of its support for Node 20 at every start. It is of no use to users of this bundle.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
process.exitCode = await runCli(process.argv.slice(2));
