/** Read-aloud for elder mode, only with a voice that lives on the phone: no text leaves it. */
export function offerVoice(): void {
  const synth = globalThis.speechSynthesis;
  if (!synth || !('elder' in document.documentElement.dataset)) return;
  const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  const speak = () => {
    const voice = synth.getVoices().find((v) => v.localService && v.lang.toLowerCase().startsWith(lang));
    if (!voice) return;
    const texts = document.querySelectorAll('#stem, .opt span, .verdict p');
    const said = new SpeechSynthesisUtterance([...texts].map((e) => e.textContent).join('。'));
    said.voice = voice;
    said.rate = 0.9;
    synth.cancel();
    synth.speak(said);
  };
  document.addEventListener('click', (event) => {
    if ((event.target as Element | null)?.closest?.('#stem')) speak();
  });
}
