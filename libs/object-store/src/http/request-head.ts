/** The parts of a request's head. */
export interface RequestParts {
  readonly method: 'GET' | 'PUT';
  /** As it is sent: encoded, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws Error if a header contains a line break or NUL: it could add headers of its own */
export function formatHead({ method, target, headers }: RequestParts): string {
  const lines = Object.entries(headers).map(([name, value]) => {
    if (/[\r\n\0]/.test(name + value))
      throw new Error(`a header contains a line break or a NUL character: ${name}`);
    return `${name}: ${value}\r\n`;
  });
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
