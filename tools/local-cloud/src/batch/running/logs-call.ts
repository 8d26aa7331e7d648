import type { Place } from '../model/arn.ts';
import type { CallLogs } from './log-writer.ts';

/** Calls CloudWatch Logs at an endpoint that checks no signature. */
export const logsAt =
  (endpoint: string, { region }: Place): CallLogs =>
  async (operation, request) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=local-cloud/20260101/${region}/logs/aws4_request`,
      },
      body: JSON.stringify(request),
    });
    const text = await response.text();
    if (response.ok) return text === '' ? {} : JSON.parse(text);
    throw new Error(/(\w+Exception)/.exec(text)?.[1] ?? `HTTP ${response.status}: ${text}`);
  };
