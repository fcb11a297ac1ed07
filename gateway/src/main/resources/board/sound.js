// Alarms that sound. A browser lets nothing sound before somebody has touched the page; until then the board says so.

const CRITICAL = {every: 2500, tones: [[960, 0], [960, 0.18], [960, 0.36]]};
const ALERT = {every: 8000, tones: [[620, 0], [520, 0.22]]};
const GONE = {every: 8000, tones: [[330, 0], [250, 0.35]]};

let audio = null;
let last = 0;
let beeps = 0;

export const isOn = () => audio !== null && audio.state === 'running';

/** To be called from a gesture. */
export async function turnOn(changed) {
  if (audio === null) {
    audio = new AudioContext();
    audio.onstatechange = changed;
  }
  await audio.resume();
  changed();
}

/** What is to be heard now: 'critical', 'alert', 'gone' or null. Called again and again; keeps its own time. */
export function sound(what) {
  document.body.dataset.sounding = what ?? '';
  const melody = {critical: CRITICAL, alert: ALERT, gone: GONE}[what];
  if (!melody || !isOn() || performance.now() - last < melody.every) {
    return;
  }
  last = performance.now();
  for (const [pitch, after] of melody.tones) {
    beep(pitch, audio.currentTime + after);
  }
}

/** A new alarm does not wait for the pause of an old one. */
export function soon() {
  last = 0;
}

function beep(pitch, at) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = 'square';
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.3, at + 0.01);
  volume.gain.setValueAtTime(0.3, at + 0.12);
  volume.gain.linearRampToValueAtTime(0, at + 0.14);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.15);
  document.body.dataset.beeps = String(++beeps);
}
