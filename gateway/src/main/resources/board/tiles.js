// Draws the sessions as tiles. Elements are kept and changed, so that focus and screen readers stay where they are.
import {code} from './model.js';
import * as trend from './trend.js';
import {UNITS, ago, lasting, named, timeOfDay, word} from './words.js';

const CURVES = ['SPO2', 'HR', 'SBP'];
const OLD = 5 * 60_000;

const tiles = new Map();

function make(tag, className, parent) {
  const element = document.createElement(tag);
  element.className = className;
  parent?.append(element);
  return element;
}

function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function place(model, session) {
  const chair = model.chair(session);
  return chair === null ? `${word('session')} ${code(session.id)}` : chair;
}

/** What an alarm is about: `SpO₂ 84 %, limit 88`. */
export function matter(alarm) {
  if (!alarm.sign) {
    return named('rules', alarm.rule);
  }
  const unit = UNITS[alarm.sign] ?? '';
  const value = alarm.value == null ? '' : ` ${alarm.value} ${unit}`.trimEnd();
  const limit = alarm.limit == null ? '' : `, ${word('limit')} ${alarm.limit}`;
  return named('signs', alarm.sign) + value + limit;
}

/**
 * @param acknowledge called with a session and the id of its alarm
 * @param everything  also what nothing was told of: time has gone on, or the language is another
 */
export function draw(root, model, acknowledge, everything) {
  const focused = document.activeElement;
  const sessions = model.shown();
  const ids = new Set(sessions.map(session => session.id));
  for (const [id, tile] of tiles) {
    if (!ids.has(id)) {
      tile.root.remove();
      tiles.delete(id);
    }
  }
  sessions.forEach((session, index) => {
    let tile = tiles.get(session.id);
    if (!tile) {
      tile = empty();
      tiles.set(session.id, tile);
    }
    if (root.children[index] !== tile.root) {
      root.insertBefore(tile.root, root.children[index] ?? null);
    }
    if (everything || session.changed) {
      session.changed = false;
      fill(tile, model, session, acknowledge);
    }
  });
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({preventScroll: true});
  }
}

function empty() {
  const root = make('article', 'tile');
  root.setAttribute('role', 'listitem');
  const head = make('div', 'head', root);
  const tile = {root, chair: make('h2', 'chair', head), code: make('p', 'code', head), state: make('p', 'state', root)};
  tile.alarms = make('ul', 'alarms', root);
  tile.values = make('dl', 'values', root);
  tile.age = make('p', 'age', root);
  tile.curves = make('div', 'curves', root);
  tile.due = make('p', 'due', root);
  tile.rows = new Map();
  tile.signs = new Map();
  tile.trends = new Map();
  return tile;
}

function fill(tile, model, session, acknowledge) {
  const now = model.now();
  const open = model.openAlarms(session);
  const calling = model.calling(session);
  const worst = calling.length === 0 ? 'calm' : calling.some(alarm => alarm.level !== 'ALERT') ? 'critical' : 'alert';
  tile.root.dataset.urgency = worst;
  tile.root.dataset.session = session.id;
  tile.root.setAttribute('aria-label', `${place(model, session)}, ${named('states', session.state)}`);
  say(tile.chair, model.chair(session) ?? word('noChair'));
  say(tile.code, `${word('session')} ${code(session.id)}`);
  const began = Date.parse(session.startedAt ?? session.enteredAt ?? '');
  const until = session.stoppedAt ? Math.max(Date.parse(session.stoppedAt), began) : now;
  const minutes = Number.isNaN(began) ? '' : ` · ${Math.max(0, Math.floor((until - began) / 60_000))} ${word('minutes')}`;
  say(tile.state, named('states', session.state) + minutes);
  tile.state.dataset.state = session.state ?? '';
  alarms(tile, model, session, open, acknowledge);
  values(tile, model, session, now);
  due(tile, session, now);
}

function alarms(tile, model, session, open, acknowledge) {
  const ids = new Set(open.map(alarm => alarm.id));
  for (const [id, row] of tile.rows) {
    if (!ids.has(id)) {
      row.root.remove();
      tile.rows.delete(id);
    }
  }
  open.forEach((alarm, index) => {
    let row = tile.rows.get(alarm.id);
    if (!row) {
      const root = make('li', 'alarm');
      row = {root, level: make('strong', 'level', root), what: make('span', 'what', root), action: make('span', 'action', root),
        more: make('span', 'more', root), button: make('button', 'acknowledge', root), failed: make('span', 'failed', root)};
      row.button.type = 'button';
      row.failed.setAttribute('role', 'alert');
      tile.rows.set(alarm.id, row);
    }
    if (tile.alarms.children[index] !== row.root) {
      tile.alarms.insertBefore(row.root, tile.alarms.children[index] ?? null);
    }
    const raised = alarm.state === 'RAISED';
    row.root.dataset.level = alarm.level;
    row.root.dataset.state = alarm.state;
    row.root.dataset.stored = String(alarm.stored);
    say(row.level, named('levels', alarm.level));
    say(row.what, matter(alarm));
    say(row.action, alarm.action ? named('actions', alarm.action) : '');
    say(row.more, [
      `${word('since2')} ${timeOfDay(Date.parse(alarm.raisedAt ?? alarm.at))}`,
      raised ? '' : word('acknowledged'), alarm.late ? word('late') : '', alarm.stored ? '' : word('notStored'),
    ].filter(Boolean).join(' · '));
    row.button.hidden = !raised;
    row.button.disabled = alarm.sending === true;
    row.button.onclick = () => acknowledge(session, alarm.id);
    say(row.button, alarm.sending ? word('sending') : word('acknowledge'));
    row.button.setAttribute('aria-label', `${word('acknowledge')}: ${place(model, session)}, ${matter(alarm)}`);
    say(row.failed, alarm.failed ? word('failed') : '');
  });
}

function values(tile, model, session, now) {
  const newest = sign => model.points(session, sign).at(-1);
  const pressure = {top: newest('SBP'), bottom: newest('DBP')};
  const shown = [
    ['SPO2', newest('SPO2')], ['HR', newest('HR')],
    ['BP', pressure.top && {...pressure.top, value: `${pressure.top.value}/${pressure.bottom?.value ?? '–'}`}],
    ['RR', newest('RR')], ['ETCO2', newest('ETCO2')],
  ];
  let last = null;
  for (const [sign, point] of shown) {
    let cell = tile.signs.get(sign);
    if (!cell) {
      const root = make('div', 'sign', tile.values);
      root.dataset.sign = sign;
      cell = {root, name: make('dt', '', root), value: make('dd', '', root)};
      tile.signs.set(sign, cell);
    }
    cell.root.hidden = !point;
    if (point) {
      say(cell.name, `${named('short', sign)} ${UNITS[sign]}`);
      say(cell.value, String(point.value));
      const isOld = now - point.at > OLD;
      cell.root.classList.toggle('old', isOld);
      cell.root.dataset.stored = String(point.stored);
      last = last === null || point.at > last.at ? point : last;
    }
  }
  say(tile.age, last === null ? word('noReading')
    : `${word('reading')} ${ago(now - last.at)}${now - last.at > OLD ? ' · ' + word('old') : ''}${last.stored ? '' : ' · ' + word('notStored')}`);
  tile.age.classList.toggle('old', last !== null && now - last.at > OLD);
  for (const sign of CURVES) {
    let curve = tile.trends.get(sign);
    if (!curve) {
      const root = make('div', 'curve', tile.curves);
      root.dataset.sign = sign;
      curve = {root, name: make('span', '', root), svg: trend.make()};
      root.append(curve.svg);
      tile.trends.set(sign, curve);
    }
    const points = model.points(session, sign).filter(point => now - point.at <= trend.SPAN);
    curve.root.hidden = points.length < 2;
    if (points.length >= 2) {
      const low = Math.min(...points.map(point => point.value));
      const high = Math.max(...points.map(point => point.value));
      const range = low === high ? `${low}` : `${low}–${high}`;
      say(curve.name, `${named('short', sign)} ${range}`);
      const label = `${named('signs', sign)}, ${word('trend')}: ${word('from')} ${low} ${word('to')} ${high}, ${word('last')} ${points.at(-1).value}`;
      trend.draw(curve.svg, sign, points, now, label);
    }
  }
}

function due(tile, session, now) {
  const first = session.due?.open?.[0];
  const next = session.due?.next;
  const set = first ?? next;
  tile.due.hidden = !set;
  if (!set) {
    return;
  }
  const late = now - Date.parse(set.at);
  const state = late > 5 * 60_000 ? 'overdue' : late >= 0 ? 'dueNow' : 'due';
  tile.due.dataset.state = state;
  const when = {overdue: ` ${lasting(late)}`, dueNow: '', due: ` ${timeOfDay(Date.parse(set.at))}`}[state];
  say(tile.due, `${word(state)}${when}: ${(set.signs ?? []).map(sign => named('signs', sign)).join(', ')}`);
}

/** The button of the most urgent alarm. */
export const mostUrgent = () => document.querySelector('.acknowledge:not([hidden]):not([disabled])');
