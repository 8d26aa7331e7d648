/**
 * An error response in AWS Batch's form: a name that the SDK turns into the exception's class, and a
 * message. https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html
 */
export class ApiError extends Error {
  override readonly name: string;
  readonly httpStatus: number;

  constructor(name: string, httpStatus: number, message: string) {
    super(message);
    this.name = name;
    this.httpStatus = httpStatus;
  }
}

/** The caller's mistake: an unknown name, a value out of its limits, a state that does not fit. */
export const clientError = (message: string): ApiError =>
  new ApiError('ClientException', 400, message);

/** AWS refuses calls that come too fast. Its SDK tries again later. */
export const throttled = (): ApiError =>
  new ApiError('TooManyRequestsException', 429, 'Too Many Requests');
