// The two pages that show what is there now: the codes of refusals, and the state of the services.
const es = document.documentElement.lang === 'es';
const said = document.querySelector('#said');

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10_000) });
  return answer.json();
}

async function showCodes(table) {
  const codes = (await read('/openapi'))['x-problem-codes'] ?? [];
  const rows = codes.map(({ code, status, en, es: spanish }) => {
    const row = document.createElement('tr');
    const head = element('th', '', { scope: 'row', id: code });
    head.append(element('code', code));
    row.append(head, element('td', String(status)), element('td', es ? spanish : en));
    return row;
  });
  table.tBodies[0].replaceChildren(...rows);
  const filter = document.querySelector('#filter');
  const show = () => {
    const wished = filter.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wished);
    said.textContent = `${rows.filter((row) => !row.hidden).length} ${es ? 'códigos' : 'codes'}`;
  };
  filter.addEventListener('input', show);
  show();
}

async function showServices(list) {
  const { checks = [] } = await read('/q/health/ready');
  const states = checks.flatMap(({ name, status, data }) =>
    data && name === 'services' ? Object.entries(data) : [[name, status]]);
  list.replaceChildren(...states.map(([name, state]) => {
    const item = element('li', `${name}: `);
    item.append(element('span', state, { class: 'state', 'data-state': state }));
    return item;
  }));
  said.textContent = `${es ? 'Visto a las' : 'Seen at'} ${new Date().toLocaleTimeString(es ? 'es' : 'en')}`;
}

async function tried(work) {
  try {
    await work();
  } catch {
    said.textContent = es ? 'No se pudo leer ahora; intente de nuevo.' : 'It could not be read now; try again.';
  }
}

const table = document.querySelector('#problem-codes');
const services = document.querySelector('#services');
if (table) await tried(() => showCodes(table));
if (services) {
  await tried(() => showServices(services));
  setInterval(() => tried(() => showServices(services)), 10_000);
}
