/** The phone's camera at the back, as a scanner needs it. */

export interface Camera {
  /** null: this camera has no lamp, or does not say so */
  torch: ((on: boolean) => Promise<void>) | null;
  stop(): void;
}
/** denied: the person or the system said no · missing: no camera, or a browser (or page without TLS) that lends none */
export type CameraProblem = 'denied' | 'missing';

const FRAMES_A_SECOND = 8;

/** Shows the camera in `video`; rejects with a `CameraProblem`. Has to begin with a tap: some in-app browsers ask for one. */
export async function openCamera(video: HTMLVideoElement): Promise<Camera> {
  if (!navigator.mediaDevices?.getUserMedia) throw 'missing' satisfies CameraProblem;
  const wish = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false }).catch((error) => {
    const denied = /^(NotAllowed|Security)Error$/.test((error as Error).name);
    throw (denied ? 'denied' : 'missing') satisfies CameraProblem;
  });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    stop();
    throw 'missing' satisfies CameraProblem;
  }
  const [track] = stream.getVideoTracks();
  const can = track?.getCapabilities?.() as { torch?: boolean } | undefined;
  const torch = can?.torch
    ? (on: boolean) => track!.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
    : null;
  return { torch, stop };
}

/** Calls `look` on the video until stopped, never twice at once and not more often than a phone can bear. */
export function eachFrame(video: HTMLVideoElement, look: () => Promise<void>): () => void {
  let stopped = false;
  const turn = async () => {
    const began = performance.now();
    if (!document.hidden && video.videoWidth) await look().catch(() => undefined);
    const rest = Math.max(20, 1000 / FRAMES_A_SECOND - (performance.now() - began));
    if (!stopped) setTimeout(turn, rest);
  };
  void turn();
  return () => {
    stopped = true;
  };
}
