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

/** Wakes every place of a page that leads into calendars. */
export function offerSharing(): void {
  for (const root of document.querySelectorAll<HTMLElement>('.calendars')) {
    const dialog = root.querySelector('dialog');
    root.addEventListener('click', async (event) => {
      const target = event.target as Element;
      const button = target.closest<HTMLElement>('[data-copy]');
      if (button) {
        const status = (button.closest('dialog') ?? root).querySelector<HTMLElement>('[data-copied]');
        const done = await copy(button.dataset.copy ?? '');
        if (status) status.textContent = (done ? status.dataset.good : status.dataset.bad) ?? '';
        if (!done && dialog && !dialog.open) dialog.showModal();
        button.focus();
      } else if (target.closest('[data-outside]') && inWeChat) {
        event.preventDefault();
        dialog?.showModal();
      } else if (target.closest('[data-close]')) dialog?.close();
    });
  }
}
