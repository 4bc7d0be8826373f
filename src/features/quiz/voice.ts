/** Read-aloud for elder mode, only with a voice that lives on the phone: no text leaves it. */

/** The button's word. This script comes after the page and has no words of its own. */
const LISTEN: Record<string, string> = { 'zh-Hans': '听题', 'zh-Hant': '聽題', en: 'Read aloud' };

/** Shows a button above the question as soon as the phone has a voice of the page's language; again stops it. */
export function offerVoice(): void {
  const synth = globalThis.speechSynthesis;
  if (!synth || !('elder' in document.documentElement.dataset)) return;
  const { lang } = document.documentElement;
  const local = () =>
    synth.getVoices().find((v) => v.localService && v.lang.toLowerCase().startsWith(lang.slice(0, 2)));
  const listen = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'btn',
    textContent: LISTEN[lang],
    onclick: () => {
      const speaking = synth.speaking;
      synth.cancel();
      const voice = local();
      if (speaking || !voice) return;
      const texts = document.querySelectorAll('#stem, .opt span, .verdict p');
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
