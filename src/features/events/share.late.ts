/** Copies links, and says in WeChat where calendar files can be opened. */

/** WeChat's browser opens neither .ics nor webcal: links; it shows an empty page. */
const inWeChat = /MicroMessenger/i.test(navigator.userAgent);

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // in-app browsers refuse the clipboard to scripts, and let a marked text be copied
    const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true });
    (document.querySelector('dialog[open]') ?? document.body).append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

/** Wakes the card that leads into calendars, and the files of single dates beside it. */
export function offerSharing(): void {
  const root = document.querySelector('.calendars');
  const dialog = root?.querySelector('dialog');
  if (!root || !dialog) return;
  document.addEventListener('click', async (event) => {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>('[data-copy]');
    const file = target.closest<HTMLAnchorElement>('a[href*=".ics"]');
    if (button) {
      const status = (button.closest('dialog') ?? root).querySelector<HTMLElement>('[data-copied]');
      const done = await copy(button.dataset.copy ?? '');
      if (status) status.textContent = (done ? status.dataset.good : status.dataset.bad) ?? '';
      if (!done && !dialog.open) dialog.showModal();
      button.focus();
    } else if (file && inWeChat) {
      event.preventDefault();
      const to = file.href.replace(/^webcal:/, location.protocol);
      for (const place of dialog.querySelectorAll<HTMLElement>('[data-address]')) place.textContent = to;
      for (const copies of dialog.querySelectorAll<HTMLElement>('[data-copy]')) copies.dataset.copy = to;
      dialog.showModal();
    } else if (target.closest('[data-close]')) dialog.close();
  });
}
