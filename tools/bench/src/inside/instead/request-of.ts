/** The parts of a request, as HTTP clients are given them. */
export interface RequestParts {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
}

/** Reads the head of a request, which the runtime formats as text for its own client. */
export function requestOf(head: string): RequestParts {
  const [requestLine = '', ...lines] = head.trimEnd().split('\r\n');
  const [method, path = ''] = requestLine.split(' ');
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { method: method as RequestParts['method'], path, headers };
}
