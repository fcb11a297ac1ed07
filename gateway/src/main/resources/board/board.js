// The board: who is logged in, what the stream says, what is drawn and what sounds.
import {follow} from './live.js';
import * as login from './login.js';
import {Model, isUnderWay} from './model.js';
import * as sound from './sound.js';
import * as tiles from './tiles.js';
import {SPAN} from './trend.js';
import {inZone, named, speak, speaks, timeOfDay, word} from './words.js';

const AROUND = {before: 24 * 3_600_000, after: 12 * 3_600_000};
/** Pages of a hundred readings that are fetched for the curves of one session. */
const PAGES = 6;

const byId = id => document.getElementById(id);
const model = new Model();
let clinicId = null;
let stop = null;
let link = 'out';
let lostSince = null;
let loginError = null;
let generation = 0;

// ------------------------------------------------------------------------------------------------------------ calls

async function call(path, request = {}) {
  const send = () => fetch(path, {
    ...request,
    headers: {Authorization: `Bearer ${login.token()}`, 'Accept-Language': speaks(), ...request.headers},
    cache: 'no-store',
  });
  let answer = await send();
  if (answer.status === 401) {
    if (!await login.renew()) {
      ended('ended');
      throw new Error('logged out');
    }
    answer = await send();
  }
  return answer;
}

async function read(path) {
  const answer = await call(path);
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return {body: await answer.json(), etag: answer.headers.get('ETag')};
}

// ------------------------------------------------------------------------------------------------------ who and where

async function enter() {
  loginError = null;
  const {body: me} = await read('/v1/me');
  if (me.clinics.length === 0) {
    ended('forbidden');
    return;
  }
  clinicId = me.clinics[0].id;
  inZone(me.zone);
  model.ahead = Date.parse(me.serverTime) - Date.now();
  byId('clinic').textContent = me.clinics[0].name;
  link = 'connecting';
  draw();
  begin();
}

function begin() {
  stop?.();
  stop = follow(
    (lastId, signal) => call(`/v1/clinics/${clinicId}/stream`, {
      signal, headers: {Accept: 'text/event-stream', ...(lastId === null ? {} : {'Last-Event-ID': lastId})},
    }).then(answer => {
      if (answer.ok && lastId === null) {
        load();
      }
      return answer;
    }),
    {event: take, lost: gone, alive: back, refused: status => status === 403 ? ended('forbidden') : undefined});
}

/** @param why a word, or null where the person left */
function ended(why) {
  stop?.();
  stop = null;
  generation++;
  login.forget();
  model.forget();
  clinicId = null;
  link = 'out';
  lostSince = null;
  loginError = why;
  byId('clinic').textContent = '';
  if (why !== null) {
    tell('alert', word(why));
  }
  draw();
}

function gone(since) {
  link = 'gone';
  lostSince = since;
  sound.soon();
  tell('alert', word('gone'));
  draw();
}

function back() {
  link = 'live';
  lostSince = null;
  tell('status', word('back'));
  draw();
}

// ------------------------------------------------------------------------------------------------------------ loading

/** Reads what stands. What the stream tells meanwhile is newer and stays. */
async function load() {
  const mine = generation;
  try {
    const chairs = await read(`/v1/clinics/${clinicId}/chairs`);
    chairs.body.items.forEach(chair => model.chairs.set(chair.id, chair.name));
  } catch {
    // A tile without its chair's name is still a tile.
  }
  const now = model.now();
  const query = new URLSearchParams({
    from: new Date(now - AROUND.before).toISOString(), to: new Date(now + AROUND.after).toISOString(), limit: '100',
  });
  try {
    const list = await read(`/v1/clinics/${clinicId}/sessions?${query}`);
    if (mine === generation) {
      const here = list.body.items.filter(session => isUnderWay(session.state));
      here.forEach(session => model.takeSession(session.id, {chairId: session.chairId, state: model.session(session.id).state ?? session.state}));
      here.forEach(session => ask(session.id));
    }
  } catch {
    // The stream names every session that is under way too.
  }
  draw();
}

/** Reads one session's past; once, until everything is forgotten. */
async function ask(id) {
  const session = model.session(id);
  if (session.asked) {
    return;
  }
  session.asked = true;
  const mine = generation;
  const take = async (path, use) => {
    try {
      const answer = await read(path);
      if (mine === generation) {
        use(answer);
        draw();
      }
      return answer.body;
    } catch {
      return null;
    }
  };
  await take(`/v1/sessions/${id}/alarms`, ({body}) => body.items.forEach(alarm => hear(id, alarm)));
  await take(`/v1/sessions/${id}`, ({body, etag}) =>
    model.takeSession(id, {...body, version: Number(/\d+/.exec(etag ?? '')?.[0] ?? session.version)}));
  await take(`/v1/sessions/${id}/due-sets`, ({body}) => session.due ?? model.takeDue(id, body));
  let cursor = '';
  for (let page = 0; page < PAGES && cursor !== null; page++) {
    const body = await take(`/v1/sessions/${id}/observations?limit=100${cursor}`,
      ({body: found}) => found.items.forEach(reading => model.takeReading(id, reading)));
    const oldest = body?.items?.at(-1);
    const more = body?.next && oldest && model.now() - Date.parse(oldest.observedAt) < SPAN;
    cursor = more ? `&cursor=${encodeURIComponent(body.next)}` : null;
  }
}

// ------------------------------------------------------------------------------------------------------------- events

function take(name, text) {
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    return;
  }
  if (told.at) {
    const ahead = Date.parse(told.at) - Date.now();
    if (name === 'heartbeat' && !Number.isNaN(ahead)) {
      model.ahead = ahead;
    }
  }
  if (link === 'connecting') {
    link = 'live';
  }
  switch (name) {
    case 'alarm': hear(told.sessionId, told); break;
    case 'observation': model.takeReading(told.sessionId, told); break;
    case 'due-set': model.takeDue(told.sessionId, told); break;
    case 'session': model.takeSession(told.sessionId, told); break;
    case 'resync': forget(); break;
    default: break;
  }
  if (told.sessionId && name !== 'resync') {
    ask(told.sessionId);
  }
  draw(false);
}

/** What was missed is not known: everything is read anew. */
function forget() {
  generation++;
  model.forget();
  load();
}

function hear(sessionId, told) {
  const alarm = model.takeAlarm(sessionId, told);
  if (alarm && alarm.state === 'RAISED' && !alarm.late) {
    sound.soon();
    const action = alarm.action ? ` ${named('actions', alarm.action)}.` : '';
    tell('alert', `${named('levels', alarm.level)}: ${tiles.place(model, model.session(sessionId))}, ${tiles.matter(alarm)}.${action}`);
  }
}

async function acknowledge(session, alarmId) {
  const alarm = session.alarms.get(alarmId);
  if (alarm.sending) {
    return;
  }
  // The same key until it is done: pressed twice is acknowledged once.
  session.keys ??= new Map();
  const key = session.keys.get(alarmId) ?? crypto.randomUUID();
  session.keys.set(alarmId, key);
  alarm.sending = true;
  alarm.failed = false;
  draw();
  try {
    const answer = await call(`/v1/alarms/${alarmId}/acknowledgement`, {
      method: 'POST', body: '{}', headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
    });
    if (!answer.ok) {
      throw new Error(`acknowledgement answered ${answer.status}`);
    }
    const now = await answer.json();
    model.takeAlarm(session.id, {...alarm, ...now, sending: false, stored: true, state: now.state ?? 'ACKNOWLEDGED'});
    tell('status', `${word('acknowledged')}: ${tiles.place(model, session)}, ${tiles.matter(alarm)}`);
  } catch {
    const still = session.alarms.get(alarmId);
    still.sending = false;
    still.failed = true;
  }
  draw();
  if (document.activeElement === document.body) {
    tiles.mostUrgent()?.focus();
  }
}

// ------------------------------------------------------------------------------------------------------------ drawing

let drawing = false;
let everything = true;
let said = [];

/** A few times a second, however much is told. */
function draw(all = true) {
  everything ||= all;
  if (!drawing) {
    drawing = true;
    setTimeout(() => {
      drawing = false;
      drawNow();
    }, 60);
  }
}

/** Alarms that come together are read out together. */
function tell(where, text) {
  if (where === 'status') {
    byId(where).textContent = text;
    return;
  }
  said = [...said.filter(before => performance.now() - before.at < 3000).slice(-3), {text, at: performance.now()}];
  byId(where).textContent = said.map(each => each.text).join(' ');
}

function drawNow() {
  const loggedIn = clinicId !== null;
  document.body.dataset.link = link;
  document.title = link === 'gone' ? `⚠ ${word('goneShort')}` : `Paincare · ${word('title')}`;
  byId('title').textContent = word('title');
  byId('language').textContent = word('language');
  byId('language').lang = speaks() === 'es' ? 'en' : 'es';
  byId('leave').textContent = word('leave');
  byId('leave').hidden = !loggedIn;
  byId('link').dataset.state = link;
  byId('link').textContent = word({live: 'connected', connecting: 'connecting', gone: 'goneShort', out: 'out'}[link]);
  byId('gone').hidden = link !== 'gone';
  byId('gone').textContent = link === 'gone'
    ? `${word('gone')} ${word('goneSince')} ${timeOfDay(lostSince + model.ahead, true)}.` : '';
  byId('silent').hidden = sound.isOn() || !loggedIn;
  byId('sound').textContent = word('soundOff');
  byId('login').hidden = loggedIn;
  byId('login-title').textContent = word('loginTitle');
  byId('login-go').textContent = word('loginGo');
  byId('login-error').hidden = loginError === null;
  byId('login-error').textContent = loginError === null ? '' : word(loginError);
  byId('token-summary').textContent = word('tokenSummary');
  byId('token-label').textContent = word('tokenLabel');
  byId('token-go').textContent = word('tokenGo');
  document.body.dataset.audio = sound.isOn() ? 'on' : 'off';
  tiles.draw(byId('tiles'), model, acknowledge, everything);
  everything = false;
  byId('none').hidden = !(link === 'live' && model.shown().length === 0);
  byId('none').textContent = word('none');
  byId('tiles').title = word('keys');
  tick();
}

function tick() {
  byId('clock').textContent = clinicId === null ? '' : timeOfDay(model.now(), true);
  sound.sound(clinicId === null ? (loginError === 'ended' ? 'gone' : null) : model.loudest() ?? (link === 'gone' ? 'gone' : null));
}

// ------------------------------------------------------------------------------------------------------------- starting

byId('language').onclick = () => {
  speak(speaks() === 'es' ? 'en' : 'es');
  draw();
};
byId('leave').onclick = () => ended(null);
byId('sound').onclick = () => sound.turnOn(() => draw()).then(() => tell('status', word('soundOn')));
byId('login-go').onclick = () => {
  sound.turnOn(() => draw()).catch(() => {});
  login.begin().catch(() => ended('loginFailed'));
};
byId('login').onsubmit = event => {
  event.preventDefault();
  sound.turnOn(() => draw()).catch(() => {});
  login.use(byId('token').value.trim());
  byId('token').value = '';
  enter().catch(() => clinicId === null && loginError === null && ended('loginFailed'));
};
document.addEventListener('keydown', event => {
  const typing = event.target instanceof HTMLInputElement;
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === 'a') {
    tiles.mostUrgent()?.focus();
  }
});

// A page that is left keeps no stream, no token and nobody's vitals, and one that comes back asks who is there.
addEventListener('pagehide', () => ended(null));

setInterval(() => {
  tick();
  draw();
}, 1000);
drawNow();
login.finish()
  .then(done => done ? enter() : undefined)
  .catch(() => clinicId === null && loginError === null && ended('loginFailed'));
