export { TlsServer, type Answer } from './tls-server.ts';
