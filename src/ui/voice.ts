/** Read-aloud for elder mode, only with a voice that lives on the phone: no text leaves it. */

/**
 * Shows a button above the page as soon as the phone has a voice of the page's language; again stops it.
 * @param words the button's word by language: scripts that call this come after the page and have no words of their own
 * @param selector what is read, as far as it is there when the button is tapped
 */
export function offerVoice(words: Record<string, string>, selector: string): void {
  const synth = globalThis.speechSynthesis;
  if (!synth || !('elder' in document.documentElement.dataset)) return;
  const { lang } = document.documentElement;
  const local = () =>
    synth.getVoices().find((v) => v.localService && v.lang.toLowerCase().startsWith(lang.slice(0, 2)));
  const listen = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'btn',
    textContent: words[lang] ?? '',
    onclick: () => {
      const speaking = synth.speaking;
      synth.cancel();
      const voice = local();
      if (speaking || !voice) return;
      const texts = document.querySelectorAll(selector);
      const said = new SpeechSynthesisUtterance([...texts].map((e) => e.textContent).join('。'));
      said.voice = voice;
      said.rate = 0.9;
      synth.speak(said);
    },
  });
  // Browsers load their voices after the page, and some of them never say so.
  const offer = () => {
    if (local() && !listen.isConnected) document.querySelector('main')?.prepend(listen);
  };
  synth.addEventListener?.('voiceschanged', offer);
  offer();
}
