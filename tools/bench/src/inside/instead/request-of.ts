/** The parts of a request, in the form that HTTP clients take. */
export interface RequestParts {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
}

/** Parses the head of a request. The runtime formats it as text for its own client. */
export function requestOf(head: string): RequestParts {
  const [requestLine = '', ...lines] = head.trimEnd().split('\r\n');
  const [method, path = ''] = requestLine.split(' ');
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { method: method as RequestParts['method'], path, headers };
}
