// Everything the board says, in English and Spanish. Codes it does not know are shown as they are: hiding one could hide an alarm.

const WORDS = {
  en: {
    title: 'Sessions in progress', language: 'Español', leave: 'Log out',
    connected: 'Live', connecting: 'Connecting…', out: 'Not logged in',
    gone: 'DISCONNECTED: what is below is old. Watch the patients, not this board.',
    goneSince: 'No sign of life since', goneShort: 'DISCONNECTED', back: 'The board is live again.',
    soundOff: 'SOUND IS OFF. Press here to let alarms sound.', soundOn: 'Alarms sound now.',
    loginTitle: 'Log in', loginGo: 'Log in with your clinic’s account', tokenSummary: 'Or use an access token',
    tokenLabel: 'Access token', tokenGo: 'Use it', loginFailed: 'The login did not succeed.',
    ended: 'Your login has ended. Log in again: the board shows nothing until then.', forbidden: 'You may not see this clinic’s bedsides.',
    none: 'Nobody is in a session now.', minutes: 'min', session: 'Session', noChair: 'Chair not known',
    noReading: 'No reading yet', reading: 'Reading', old: 'OLD',
    acknowledge: 'Acknowledge', sending: 'Sending…', acknowledged: 'Acknowledged', late: 'late reading',
    notStored: 'not stored yet', since2: 'since', limit: 'limit', failed: 'Not acknowledged. Try again.',
    due: 'Next vitals at', dueNow: 'Vitals due now', overdue: 'Vitals overdue by',
    trend: 'last 30 minutes', from: 'from', to: 'to', last: 'last', keys: 'Key A goes to the most urgent alarm.',
    levels: {CRITICAL: 'CRITICAL', ALERT: 'Alert'},
    actions: {PAUSE: 'Pause the infusion', STOP: 'Stop the infusion', CALL_CLINICIAN: 'Call the clinician'},
    rules: {
      OBSERVATION_SET_OVERDUE: 'Set of vitals overdue', OBSERVATION_SET_ESCALATED: 'Set of vitals long overdue',
      READINGS_STOPPED: 'Readings have stopped',
    },
    states: {
      CHECKED_IN: 'Checked in', PRECHECK: 'Checks before', READY: 'Ready', INFUSING: 'Infusing', PAUSED: 'PAUSED',
      COMPLETED_INFUSION: 'Infusion complete', STOPPED_EARLY: 'STOPPED EARLY', RECOVERY: 'Recovery',
      DISCHARGE_READY: 'Ready to leave',
    },
    signs: {
      SPO2: 'SpO₂', HR: 'Heart rate', SBP: 'Systolic', DBP: 'Diastolic', RR: 'Breaths', TEMP: 'Temperature', ETCO2: 'EtCO₂',
      NRS: 'Pain', RASS: 'RASS', MOAAS: 'MOAA/S', CADSS6: 'CADSS-6', CADSS23: 'CADSS-23',
    },
    short: {SPO2: 'SpO₂', HR: 'HR', BP: 'BP', SBP: 'Systolic', RR: 'RR', ETCO2: 'EtCO₂'},
  },
  es: {
    title: 'Sesiones en curso', language: 'English', leave: 'Salir',
    connected: 'En vivo', connecting: 'Conectando…', out: 'Sin iniciar sesión',
    gone: 'DESCONECTADO: lo de abajo es viejo. Vigile a los pacientes, no este tablero.',
    goneSince: 'Sin señal de vida desde las', goneShort: 'DESCONECTADO', back: 'El tablero está en vivo otra vez.',
    soundOff: 'EL SONIDO ESTÁ APAGADO. Pulse aquí para que suenen las alarmas.', soundOn: 'Las alarmas suenan ahora.',
    loginTitle: 'Iniciar sesión', loginGo: 'Entrar con la cuenta de su clínica', tokenSummary: 'O usar un token de acceso',
    tokenLabel: 'Token de acceso', tokenGo: 'Usarlo', loginFailed: 'No se pudo iniciar la sesión.',
    ended: 'Su sesión ha terminado. Entre de nuevo: hasta entonces el tablero no muestra nada.', forbidden: 'No puede ver las camas de esta clínica.',
    none: 'Nadie está en una sesión ahora.', minutes: 'min', session: 'Sesión', noChair: 'Silla desconocida',
    noReading: 'Sin lecturas aún', reading: 'Lectura', old: 'VIEJA',
    acknowledge: 'Reconocer', sending: 'Enviando…', acknowledged: 'Reconocida', late: 'lectura tardía',
    notStored: 'aún sin guardar', since2: 'desde las', limit: 'límite', failed: 'No se reconoció. Intente de nuevo.',
    due: 'Próximos signos a las', dueNow: 'Tomar signos ahora', overdue: 'Signos atrasados',
    trend: 'últimos 30 minutos', from: 'de', to: 'a', last: 'última', keys: 'La tecla A va a la alarma más urgente.',
    levels: {CRITICAL: 'CRÍTICA', ALERT: 'Alerta'},
    actions: {PAUSE: 'Pause la infusión', STOP: 'Detenga la infusión', CALL_CLINICIAN: 'Llame al médico'},
    rules: {
      OBSERVATION_SET_OVERDUE: 'Toma de signos atrasada', OBSERVATION_SET_ESCALATED: 'Toma de signos muy atrasada',
      READINGS_STOPPED: 'Las lecturas se detuvieron',
    },
    states: {
      CHECKED_IN: 'Llegó', PRECHECK: 'Verificaciones', READY: 'Lista', INFUSING: 'En infusión', PAUSED: 'EN PAUSA',
      COMPLETED_INFUSION: 'Infusión completa', STOPPED_EARLY: 'DETENIDA ANTES', RECOVERY: 'Recuperación',
      DISCHARGE_READY: 'Lista para salir',
    },
    signs: {
      SPO2: 'SpO₂', HR: 'Frec. cardiaca', SBP: 'Sistólica', DBP: 'Diastólica', RR: 'Respiraciones', TEMP: 'Temperatura', ETCO2: 'EtCO₂',
      NRS: 'Dolor', RASS: 'RASS', MOAAS: 'MOAA/S', CADSS6: 'CADSS-6', CADSS23: 'CADSS-23',
    },
    short: {SPO2: 'SpO₂', HR: 'FC', BP: 'PA', SBP: 'Sistólica', RR: 'FR', ETCO2: 'EtCO₂'},
  },
};

export const UNITS = {SPO2: '%', HR: '/min', RR: '/min', SBP: 'mmHg', DBP: 'mmHg', BP: 'mmHg', ETCO2: 'mmHg', TEMP: '°C'};

let language = document.documentElement.lang === 'es' ? 'es' : 'en';
let zone;

export const speaks = () => language;

export function speak(next) {
  language = next === 'es' ? 'es' : 'en';
  document.documentElement.lang = language;
}

/** Times of day are the clinic's. */
export function inZone(name) {
  zone = name;
}

export const word = key => WORDS[language][key] ?? key;

/** A code's words, or the code itself, readable. */
export const named = (kind, code) =>
  code == null ? '' : (WORDS[language][kind] ?? {})[code] ?? String(code).replaceAll('_', ' ');

export function timeOfDay(millis, withSeconds) {
  const form = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(withSeconds ? {second: '2-digit'} : {})};
  try {
    return new Intl.DateTimeFormat(language, {...form, timeZone: zone}).format(millis);
  } catch {
    return new Intl.DateTimeFormat(language, form).format(millis);
  }
}

/** `12 s`, `3 min`. */
export function lasting(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

/** `12 s ago`, `hace 3 min`. */
export const ago = millis => (language === 'es' ? `hace ${lasting(millis)}` : `${lasting(millis)} ago`);
