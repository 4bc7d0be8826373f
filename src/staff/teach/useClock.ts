import { useEffect, useState } from 'preact/hooks';

export interface BlockClock {
  /** seconds that are left of the block's minutes; below zero when they are over */
  left: number;
  running: boolean;
  hidden: boolean;
  pause(): void;
  restart(): void;
  hide(): void;
}

/** The clock of the block shown. Every block has its own, which goes on where it was when somebody comes back. */
export function useClock(block: number, minutes: number): BlockClock {
  const [spent, setSpent] = useState<Record<number, number>>({});
  const [running, setRunning] = useState(true);
  const [hidden, hide] = useState(false);
  useEffect(() => {
    if (!running) return;
    let before = Date.now();
    const timer = setInterval(() => {
      const now = Date.now();
      const passed = (now - before) / 1000;
      before = now;
      setSpent((all) => ({ ...all, [block]: (all[block] ?? 0) + passed }));
    }, 1000);
    return () => clearInterval(timer);
  }, [block, running]);
  return {
    left: Math.ceil(minutes * 60 - (spent[block] ?? 0)),
    running,
    hidden,
    pause: () => setRunning((was) => !was),
    restart: () => {
      setSpent((all) => ({ ...all, [block]: 0 }));
      setRunning(true);
    },
    hide: () => hide((was) => !was),
  };
}
