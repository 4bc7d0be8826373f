/** Calendar day in China as 2026-11-21, wherever the phone is. */
export const shanghaiDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Five questions for everybody, by the day alone: what a phone without history answers. Other points every day. */
export function fiveOfDay<Q extends { kp: number; kind: string }>(bank: Q[], day: string): Q[] {
  const n = Math.floor(Date.parse(day) / 86_400_000);
  const points = [...new Set(bank.map((q) => q.kp))].sort((a, b) => a - b);
  const five: Q[] = [];
  for (let i = 0; i < points.length && five.length < 5; i++) {
    const lane = bank.filter((q) => q.kp === points[(n + i * 3) % points.length] && !five.includes(q));
    const pick = lane[(n + i) % Math.max(1, lane.length)];
    if (pick) five.push(pick);
  }
  return five;
}
