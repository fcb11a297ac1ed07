// A small curve of one sign over the last half hour.

export const SPAN = 30 * 60_000;
/** Without a reading for longer the pen is lifted; a cuff measures every five to fifteen minutes. */
const GAP = {SPO2: 3 * 60_000, HR: 3 * 60_000, SBP: 20 * 60_000};
const WIDTH = 240;
const HEIGHT = 40;
/** At least this much of a scale is shown, so that noise does not look like an event. */
const LEAST = {SPO2: 10, HR: 40, SBP: 40};
const SVG = 'http://www.w3.org/2000/svg';

/** Path data of points [{at, value}] in time order: a pen that is lifted where readings are missing. */
export function path(points, now, sign) {
  const least = LEAST[sign] ?? 10;
  const values = points.map(point => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = Math.max(high - low, least);
  const bottom = (low + high - range) / 2;
  let data = '';
  let before = null;
  for (const point of points) {
    const x = WIDTH - ((now - point.at) / SPAN) * WIDTH;
    const y = HEIGHT - 3 - ((point.value - bottom) / range) * (HEIGHT - 6);
    const lifted = before === null || point.at - before > (GAP[sign] ?? 3 * 60_000);
    data += `${lifted ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    if (lifted) {
      // A single reading is seen too.
      data += 'h0.1';
    }
    before = point.at;
  }
  return data;
}

/** Draws points of the last half hour into the svg; hides it where there is nothing to draw. */
export function draw(svg, sign, points, now, label) {
  const shown = points.filter(point => point.at <= now + 60_000);
  svg.toggleAttribute('hidden', shown.length === 0);
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  let line = svg.firstElementChild;
  if (!line) {
    line = document.createElementNS(SVG, 'path');
    svg.append(line);
  }
  line.setAttribute('d', shown.length === 0 ? '' : path(shown, now, sign));
}

export const make = () => document.createElementNS(SVG, 'svg');
