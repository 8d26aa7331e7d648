/** Receives one line of progress, without a newline. Only entry points print. */
export type Notify = (message: string) => void;

export const silent: Notify = () => undefined;
