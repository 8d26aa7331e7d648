type Methods<T> = { readonly [Name in keyof T]: (...args: never[]) => Promise<unknown> };

/** An object of methods that return promises. It is loaded when the first of them is called. */
export function loadedWhenCalled<T extends Methods<T>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  const call =
    (name: keyof T) =>
    async (...args: never[]) => {
      loaded ??= load();
      const object = await loaded;
      return object[name](...args);
    };
  // It can be awaited itself, and must not be taken for a promise.
  return new Proxy({} as T, {
    get: (_, name) => (name === 'then' ? undefined : call(name as keyof T)),
  });
}
