const FIELDS = ['q', 'task', 'format'] as const;
type Field = (typeof FIELDS)[number];

/** Filters the list of tools. The address keeps the search, so that it can be shared. */
export function startSearch(): void {
  const form = document.querySelector<HTMLFormElement>('#search');
  const found = document.querySelector<HTMLElement>('#found');
  if (!form || !found) return;
  const items = [...document.querySelectorAll<HTMLElement>('.tools > li')];
  const control = (name: Field) =>
    form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;

  const show = (): void => {
    const words = control('q').value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      const { search = '', tasks = '', formats = '' } = item.dataset;
      const matches =
        words.every((word) => search.includes(word)) &&
        includes(tasks, control('task').value) &&
        includes(formats, control('format').value);
      item.hidden = !matches;
      if (matches) count += 1;
    }
    found.textContent =
      count === 0
        ? 'No tool has all of these. Leave out a word, or choose “any”.'
        : `${count} ${count === 1 ? 'tool' : 'tools'}`;
  };
  const remember = (): void => {
    const given = FIELDS.filter((name) => control(name).value !== '');
    const query = new URLSearchParams(given.map((name) => [name, control(name).value]));
    history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname);
  };
  const update = (): void => {
    show();
    remember();
  };

  const asked = new URLSearchParams(location.search);
  for (const name of FIELDS) control(name).value = asked.get(name) ?? '';
  form.hidden = false;
  show();
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The fields are empty only after this event.
  form.addEventListener('reset', () => setTimeout(update));
  focusOnSlash(control('q'));
}

/** One of several names with spaces between. Empty: any. */
const includes = (names: string, wanted: string): boolean =>
  wanted === '' || names.split(' ').includes(wanted);

function focusOnSlash(field: HTMLElement): void {
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
}
