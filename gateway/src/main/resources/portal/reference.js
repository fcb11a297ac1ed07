// The viewer of the document, told to fetch nothing but the document and to send nothing but what is tried; and a login at
// the installation's issuer, whose token goes to the viewer's memory and nowhere else.
import * as login from '/board/login.js';

const RENEWED = 240_000;

const button = document.querySelector('#login');
const leave = document.querySelector('#leave');
const said = document.querySelector('#login-state');

const settings = token => ({
  url: '/openapi',
  layout: 'modern',
  theme: 'default',
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  hideClientButton: true,
  hideModels: true,
  persistAuth: false,
  showDeveloperTools: 'never',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  authentication: {
    preferredSecurityScheme: 'bearer',
    ...(token ? { securitySchemes: { bearer: { token } } } : {}),
  },
});

function say(kind) {
  said.textContent = kind ? said.dataset[kind] : '';
  button.hidden = kind === 'in';
  leave.hidden = kind !== 'in';
}

async function come() {
  try {
    return await login.finish();
  } catch (failure) {
    console.warn('login failed', failure);
    say('failed');
    return false;
  }
}

const here = await come();
const reference = Scalar.createApiReference('#reference', settings(here ? login.token() : null));
if (here) {
  say('in');
  setInterval(async () => {
    try {
      if (login.token() && (await login.renew())) {
        reference.updateConfiguration(settings(login.token()));
      }
    } catch (failure) {
      // The way to the issuer is cut: the token that there is goes on until its end.
      console.warn('not renewed', failure);
    }
  }, RENEWED);
}

button.addEventListener('click', () => login.begin().catch(failure => {
  console.warn('no login', failure);
  say('failed');
}));

// The page comes up anew without a token.
leave.addEventListener('click', () => {
  login.forget();
  location.assign(location.pathname + '?lang=' + document.documentElement.lang);
});
