/** What a seal feels and sounds like; nothing of it where less motion was asked for. */

const KEY = 'qt-sound';

/** Whether the person has switched the sound on; it is off until then. */
export function soundOn(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

export function setSound(on: boolean): void {
  try {
    if (on) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // shut storage: it stays off
  }
}

/** Stone on paper: a short dull knock. Browsers keep it silent in a page that nobody has touched yet. */
export function knock(): void {
  try {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.setValueAtTime(190, audio.currentTime);
    tone.frequency.exponentialRampToValueAtTime(60, audio.currentTime + 0.09);
    gain.gain.setValueAtTime(0.5, audio.currentTime);
    gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.14);
    tone.connect(gain).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.15);
    tone.onended = () => void audio.close();
  } catch {
    // no sound in this browser
  }
}

/** The moment of pressing: a short buzz where there is one, the knock where it was switched on. */
export function feel(): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  // a page that nobody has touched yet may not buzz, and Chrome complains about the attempt
  const { userActivation } = navigator;
  if (!userActivation || userActivation.hasBeenActive) navigator.vibrate?.(35);
  if (soundOn()) knock();
}
