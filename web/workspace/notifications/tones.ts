/** Short sounds, made here: no file has to come, and none is anybody's but ours. */
import type { NotificationChoices } from "@shared/api/index.ts";

export type Tone = NotificationChoices["queue"]["tone"];

export const TONES: readonly Tone[] = ["none", "bell", "chime", "drop", "knock", "rise"];

/** Pitch, when it begins and how long it lasts, in Hz and seconds. */
type Note = readonly [number, number, number];

const NOTES: Record<Tone, readonly Note[]> = {
  none: [],
  bell: [
    [1320, 0, 1.1],
    [2640, 0, 0.6],
    [3980, 0, 0.3],
  ],
  chime: [
    [880, 0, 0.5],
    [1109, 0.14, 0.5],
    [1319, 0.28, 0.8],
  ],
  drop: [
    [1175, 0, 0.16],
    [784, 0.09, 0.34],
  ],
  knock: [
    [220, 0, 0.12],
    [220, 0.17, 0.14],
  ],
  rise: [
    [659, 0, 0.22],
    [988, 0.12, 0.22],
    [1319, 0.24, 0.5],
  ],
};

let context: AudioContext | undefined;

/** Plays a tone at a volume from 0 to 100. A page that nobody has touched yet may make no sound; then nothing happens. */
export function play(tone: Tone, volume: number): void {
  if (tone === "none" || volume === 0) return;
  try {
    context ??= new AudioContext();
    void context.resume().catch(() => {});
  } catch {
    return; // a machine without sound
  }
  const loudest = (volume / 100) ** 2 * 0.5;
  for (const [pitch, begins, lasts] of NOTES[tone]) strike(context, { pitch, begins, lasts, loudest });
}

function strike(
  on: AudioContext,
  { pitch, begins, lasts, loudest }: { pitch: number; begins: number; lasts: number; loudest: number },
): void {
  const at = on.currentTime + begins;
  const voice = new OscillatorNode(on, { frequency: pitch, type: "sine" });
  const loudness = new GainNode(on, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(loudest, at + 0.008);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + lasts);
  voice.connect(loudness).connect(on.destination);
  voice.start(at);
  voice.stop(at + lasts);
}
