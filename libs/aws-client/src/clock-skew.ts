interface Skew {
  /** How much this machine's clock is behind AWS's; negative if it is ahead. */
  readonly behindSeconds: number | undefined;
}

/** Errors that are about the time alone. */
const ABOUT_TIME = new Set(['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture']);

/** What AWS says of a signature whose time is too far from its own. */
const SIGNATURE_TIME = /Signature (?:expired|not yet current)/i;

/** Errors of signatures. AWS gives one of them for a wrong clock and for a wrong key. */
const ABOUT_SIGNATURE =
  /^(?:InvalidSignatureException|SignatureDoesNotMatch|AuthFailure|RequestTimeTooSkewed)$/;

/** AWS accepts a difference of 5 minutes (https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html). */
const ACCEPTED_SECONDS = 300;

const SECONDS = 1000;

/**
 * How wrong this machine's clock is, if AWS refused a request because of it. The SDK corrects for a
 * wrong clock where a response has a date. So this is for what it could not correct.
 */
export function clockSkewOf(error: Error): Skew | undefined {
  const behindSeconds = behindSecondsOf(error);
  if (ABOUT_TIME.has(error.name) || SIGNATURE_TIME.test(error.message)) return { behindSeconds };
  const wrong = behindSeconds !== undefined && Math.abs(behindSeconds) > ACCEPTED_SECONDS;
  return wrong && ABOUT_SIGNATURE.test(error.name) ? { behindSeconds } : undefined;
}

/** By the date of the response, or by the time of AWS in its message. */
function behindSecondsOf(error: Error): number | undefined {
  const { $response } = error as Error & {
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  const date = Date.parse($response?.headers?.['date'] ?? '') || timeInMessage(error.message);
  return date === undefined ? undefined : Math.round((date - Date.now()) / SECONDS);
}

/** `… is now earlier than 20261127T110640Z (20261127T111140Z - 5 min.)`: AWS's time is in brackets. */
function timeInMessage(message: string): number | undefined {
  const [, ...parts] =
    /\((\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z [-+] /.exec(message)?.map(Number) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  if (year === undefined || month === undefined) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2 hours: it is behind`, in the largest unit of which there are two. */
export function durationOf(behindSeconds: number): string {
  const size = Math.abs(behindSeconds);
  const [unit, name] = (
    [
      [DAY, 'days'],
      [HOUR, 'hours'],
      [MINUTE, 'minutes'],
    ] as const
  ).find(([each]) => size >= 2 * each) ?? [1, 'seconds'];
  return `${Math.round(size / unit)} ${name}: it is ${behindSeconds > 0 ? 'behind' : 'ahead'}`;
}
