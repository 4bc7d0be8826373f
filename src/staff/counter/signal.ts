/** A short tone and a touch of vibration beside what the screen says. Silent where motion is reduced, or when switched off. */

const NAME = 'qingtu-counter-sound';

export const soundOn = (): boolean => localStorage.getItem(NAME) !== 'off';
export const setSound = (on: boolean): void => localStorage.setItem(NAME, on ? 'on' : 'off');

let audio: AudioContext | undefined;

/** Two rising tones for "hand it out", one low tone for everything else. */
export function signal(good: boolean): void {
  if (!soundOn() || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  navigator.vibrate?.(good ? 40 : [60, 60, 60]);
  try {
    audio ??= new AudioContext();
    const { currentTime: now } = audio;
    if (good) {
      tone(audio, 660, now, 0.07);
      tone(audio, 990, now + 0.08, 0.1);
    } else tone(audio, 180, now, 0.22);
  } catch {
    // a machine without sound is no reason to stop
  }
}

function tone(to: AudioContext, hertz: number, from: number, seconds: number): void {
  const source = to.createOscillator();
  const volume = to.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.08, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + seconds);
  source.connect(volume).connect(to.destination);
  source.start(from);
  source.stop(from + seconds);
}
