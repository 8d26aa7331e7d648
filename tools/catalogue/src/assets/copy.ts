const SHOWN_MS = 2000;

/** A button for each block of commands. */
export function addCopyButtons(): void {
  for (const block of document.querySelectorAll<HTMLElement>('.command')) {
    const text = block.querySelector('pre')?.textContent ?? '';
    const title = block.querySelector('summary')?.textContent ?? '';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy the ${title} commands`);
    const status = document.createElement('span');
    status.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      status.textContent = await navigator.clipboard.writeText(text).then(
        () => 'Copied',
        () => 'The browser does not allow it',
      );
      setTimeout(() => (status.textContent = ''), SHOWN_MS);
    });
    const line = document.createElement('p');
    line.className = 'copy';
    line.append(button, ' ', status);
    block.append(line);
  }
}
