// What is known of the sessions in progress. Events may come twice, late and out of order; each is shown once.

/** Readings that are kept of one sign: half of it is more than the curve's half hour at one a second. */
const MOST = 4000;
const UNDER_WAY = new Set([
  'CHECKED_IN', 'PRECHECK', 'READY', 'INFUSING', 'PAUSED', 'COMPLETED_INFUSION', 'STOPPED_EARLY', 'RECOVERY', 'DISCHARGE_READY',
]);
/** An alarm's life goes this way only. */
const LIFE = ['RAISED', 'ACKNOWLEDGED', 'CLOSED'];
const FIELDS = {
  spo2Percent: 'SPO2', hrPerMinute: 'HR', sbpMmHg: 'SBP', dbpMmHg: 'DBP', rrPerMinute: 'RR', tempCel: 'TEMP', etco2MmHg: 'ETCO2',
};

export class Model {
  sessions = new Map();
  chairs = new Map();
  /** What the service's clock is ahead of this machine's, in milliseconds. */
  ahead = 0;

  now() {
    return Date.now() + this.ahead;
  }

  forget() {
    this.sessions.clear();
  }

  session(id) {
    let session = this.sessions.get(id);
    if (!session) {
      session = {id, state: null, version: -1, chairId: null, startedAt: null, stoppedAt: null, enteredAt: null,
        seen: new Set(), curves: new Map(), alarms: new Map(), due: null, asked: false, changed: true};
      this.sessions.set(id, session);
    }
    return session;
  }

  /** @return the session where its state is news */
  takeSession(id, told) {
    const session = this.session(id);
    if ((told.version ?? session.version) < session.version) {
      return null;
    }
    const before = session.state;
    session.changed = true;
    session.version = told.version ?? session.version;
    session.state = told.state ?? session.state;
    for (const field of ['chairId', 'startedAt', 'stoppedAt', 'enteredAt']) {
      session[field] = told[field] ?? session[field];
    }
    return session.state === before ? null : session;
  }

  /** @return the alarm where it is new */
  takeAlarm(sessionId, told) {
    const session = this.session(sessionId);
    const alarms = session.alarms;
    const known = alarms.get(told.id);
    const alarm = {...told, stored: told.stored !== false};
    if (known) {
      const step = LIFE.indexOf(alarm.state) - LIFE.indexOf(known.state);
      if (step < 0 || (step === 0 && known.stored && !alarm.stored)) {
        return null;
      }
    }
    alarms.set(alarm.id, alarm);
    session.changed = true;
    return known ? null : alarm;
  }

  takeReading(sessionId, told) {
    const session = this.session(sessionId);
    const values = told.values ?? Object.fromEntries(
      Object.entries(FIELDS).filter(([field]) => told[field] != null).map(([field, sign]) => [sign, told[field]]));
    const at = Date.parse(told.observedAt ?? told.at);
    if (Number.isNaN(at) || session.seen.has(told.id)) {
      return;
    }
    session.seen.add(told.id);
    session.changed = true;
    for (const [sign, value] of Object.entries(values)) {
      insert(this.points(session, sign), {at, value: Number(value), stored: told.stored !== false});
    }
    if (session.seen.size > 2 * MOST) {
      session.seen = new Set([...session.seen].slice(MOST));
    }
  }

  takeDue(sessionId, told) {
    const session = this.session(sessionId);
    session.due = {open: told.open ?? [], next: told.next ?? null};
    session.changed = true;
  }

  /** A sign's readings in the order of the world: [{at, value}]. */
  points(session, sign) {
    let points = session.curves.get(sign);
    if (!points) {
      points = [];
      session.curves.set(sign, points);
    }
    return points;
  }

  openAlarms(session) {
    return [...session.alarms.values()].filter(alarm => alarm.state !== 'CLOSED').sort(byUrgency);
  }

  /** Alarms that somebody must still see; a late one is shown, but pages nobody. */
  calling(session) {
    return this.openAlarms(session).filter(alarm => alarm.state === 'RAISED' && !alarm.late);
  }

  chair(session) {
    return session.chairId === null ? null : this.chairs.get(session.chairId) ?? null;
  }

  /** The tiles to show, the most urgent first. One whose session is over stays while an alarm is not acknowledged. */
  shown() {
    return [...this.sessions.values()]
      .filter(session => UNDER_WAY.has(session.state) || this.calling(session).length > 0)
      .sort((a, b) => this.#urgency(a) - this.#urgency(b)
        || (this.chair(a) ?? '').localeCompare(this.chair(b) ?? '', undefined, {numeric: true})
        || a.id.localeCompare(b.id));
  }

  #urgency(session) {
    const first = this.openAlarms(session)[0];
    return first ? rank(first) : 4;
  }

  /** 'critical', 'alert' or null. */
  loudest() {
    const ranks = [...this.sessions.values()].flatMap(session => this.calling(session)).map(rank);
    return ranks.length === 0 ? null : Math.min(...ranks) === 0 ? 'critical' : 'alert';
  }
}

/** Nearly always at the end; what comes late goes to its place. */
function insert(points, point) {
  let place = points.length;
  while (place > 0 && points[place - 1].at > point.at) {
    place--;
  }
  points.splice(place, 0, point);
  if (points.length > MOST) {
    points.splice(0, points.length - MOST / 2);
  }
}

function rank(alarm) {
  const level = alarm.level === 'ALERT' ? 1 : 0; // An unknown level is taken for the worst.
  return alarm.state !== 'RAISED' ? 2 + level : alarm.late ? 3 : level;
}

function byUrgency(a, b) {
  return rank(a) - rank(b) || Date.parse(a.raisedAt ?? a.at) - Date.parse(b.raisedAt ?? b.at);
}

/** Short and the same on every screen; says nothing about a person. */
export const code = id => id.slice(-6).toUpperCase();

export const isUnderWay = state => UNDER_WAY.has(state);
