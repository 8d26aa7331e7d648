/** The parts of a request that its head is made of. */
export interface RequestParts {
  readonly method: 'GET' | 'PUT';
  /** As it goes over the wire: encoded, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws Error where a header could break out of its line */
export function formatHead({ method, target, headers }: RequestParts): string {
  const lines = Object.entries(headers).map(([name, value]) => {
    if (/[\r\n\0]/.test(name + value)) throw new Error(`a header that is no line: ${name}`);
    return `${name}: ${value}\r\n`;
  });
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
