// The clinic's stream by fetch, which can carry a token where EventSource cannot.

/** The service's heartbeat comes every 2 s: after this long without a byte nothing that is shown may be trusted. */
export const SILENCE = 5000;
const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 3000;

/**
 * Reads on and on until it is stopped.
 *
 * @param open  () => Promise<Response>, given the last event id
 * @param on    {event(name, data), lost(since), alive(), ended(status)}
 */
export function follow(open, on) {
  let stopped = false;
  let lastId = null;
  let lastByte = performance.now();
  let lastByteAt = Date.now();
  let lost = false;
  let current = null;

  const watch = setInterval(look, 250);
  document.addEventListener('visibilitychange', look);
  addEventListener('offline', cut);

  function look() {
    if (stopped || performance.now() - lastByte <= SILENCE) {
      return;
    }
    if (!lost) {
      lost = true;
      on.lost(lastByteAt);
    }
    // A connection that says nothing is given up, not waited for.
    if (current !== null && performance.now() - current.since > SILENCE) {
      cut();
    }
  }

  function cut() {
    current?.abort.abort();
  }

  function heard() {
    lastByte = performance.now();
    lastByteAt = Date.now();
    if (lost) {
      lost = false;
      on.alive();
    }
  }

  async function read() {
    const abort = new AbortController();
    current = {abort, since: performance.now()};
    const answer = await open(lastId, abort.signal);
    if (!answer.ok) {
      await on.refused(answer.status);
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const events = parser(event => {
      if (event.id !== null) {
        lastId = event.id;
      }
      if (event.name === 'resync') {
        lastId = null;
      }
      on.event(event.name, event.data);
    });
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      current.since = performance.now();
      heard();
      events(part.value);
    }
  }

  async function loop() {
    let pause = FIRST_PAUSE;
    while (!stopped) {
      const began = performance.now();
      try {
        await read();
      } catch {
        // Cut off, refused, or the network is gone: what that means is said by the clock of silence.
      }
      current = null;
      pause = performance.now() - began > SILENCE ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      await new Promise(done => setTimeout(done, pause));
    }
  }

  loop();
  return () => {
    stopped = true;
    clearInterval(watch);
    document.removeEventListener('visibilitychange', look);
    removeEventListener('offline', cut);
    cut();
  };
}

/** Takes text as it comes and tells every whole event {name, id, data}. */
export function parser(tell) {
  let rest = '';
  let name = '';
  let id = null;
  let data = [];
  return text => {
    rest += text;
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          tell({name: name || 'message', id, data: data.join('\n')});
        }
        name = '';
        id = null;
        data = [];
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'event') {
        name = value;
      } else if (field === 'id') {
        id = value;
      } else if (field === 'data') {
        data.push(value);
      }
    }
  };
}
