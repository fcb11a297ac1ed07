// Authorization code with PKCE. Tokens live in this page's memory only: closing the page forgets them.

const WAITING = 'paincare.login';
// The page that logs in, and to which the issuer sends the browser back.
const PAGE = location.pathname;
const PLACE = location.origin + PAGE;

let settings;
let endpoints;
let access = null;
let renewal = null;
let renewing = null;

async function json(address, request) {
  const answer = await fetch(address, request);
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  return answer.json();
}

async function issuer() {
  settings ??= await json('/board/settings.json');
  endpoints ??= await json(settings.issuer + '/.well-known/openid-configuration');
  return endpoints;
}

const base64url = bytes =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Leaves for the issuer's page. */
export async function begin() {
  const {authorization_endpoint: page} = await issuer();
  const verifier = random();
  const state = random();
  sessionStorage.setItem(WAITING, JSON.stringify({verifier, state, language: document.documentElement.lang}));
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location.assign(page + '?' + new URLSearchParams({
    response_type: 'code', client_id: settings.clientId, redirect_uri: PLACE, scope: 'openid profile',
    state, code_challenge: challenge, code_challenge_method: 'S256',
  }));
}

/** Takes the code that the issuer sent the browser back with. True where there is a token now; throws where it failed. */
export async function finish() {
  const query = new URLSearchParams(location.search);
  const waiting = JSON.parse(sessionStorage.getItem(WAITING) ?? 'null');
  if (!query.has('state')) {
    return false;
  }
  sessionStorage.removeItem(WAITING);
  // Neither the code nor the state stays in the address, the history or a screenshot.
  history.replaceState(null, '', PAGE + (waiting ? '?lang=' + waiting.language : ''));
  if (!waiting || query.get('state') !== waiting.state || !query.has('code')) {
    throw new Error(query.get('error') ?? 'state');
  }
  const {issuer: name} = await issuer();
  if (query.has('iss') && query.get('iss') !== name) {
    throw new Error('iss');
  }
  await ask({grant_type: 'authorization_code', code: query.get('code'), redirect_uri: PLACE, code_verifier: waiting.verifier});
  return true;
}

async function ask(form) {
  const {token_endpoint: address} = await issuer();
  const answer = await json(address, {method: 'POST', body: new URLSearchParams({...form, client_id: settings.clientId})});
  access = answer.access_token;
  renewal = answer.refresh_token ?? null;
}

export function use(token) {
  access = token;
  renewal = null;
}

export const token = () => access;

/** A new token for one that has ended; false where that takes a person. Throws where only the way to the issuer is cut. */
export function renew() {
  renewing ??= attempt().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function attempt() {
  if (renewal === null) {
    return false;
  }
  const {token_endpoint: address} = await issuer();
  const form = {grant_type: 'refresh_token', refresh_token: renewal, client_id: settings.clientId};
  const answer = await fetch(address, {method: 'POST', body: new URLSearchParams(form)});
  if (answer.status === 400 || answer.status === 401) {
    renewal = null;
    return false;
  }
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  const renewed = await answer.json();
  access = renewed.access_token;
  renewal = renewed.refresh_token ?? renewal;
  return true;
}

export function forget() {
  access = null;
  renewal = null;
}
