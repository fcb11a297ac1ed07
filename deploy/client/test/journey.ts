import assert from 'node:assert/strict';
import { answered, paincare, Refused } from '../src/index.js';

// A partner's first day: who am I, register somebody, find her again, score a questionnaire, look at chairs and tasks, and
// be refused in words. Addresses and tokens come from the environment.

function told(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is not set`);
  return value;
}

const baseUrl = told('PAINCARE_URL');
const coordinator = paincare({ baseUrl, token: () => told('PAINCARE_COORDINATOR') });
const nurse = paincare({ baseUrl, token: () => told('PAINCARE_NURSE'), language: 'es' });

const me = await answered(coordinator.GET('/v1/me'));
assert.ok(me);

const key = `journey-${crypto.randomUUID()}`;
const born = {
  givenNames: 'Ana Lucía',
  firstSurname: 'Ejemplo',
  birthDate: '1985-03-02',
  sexAtBirth: 'FEMALE' as const,
  language: 'es',
  identifiers: [],
};
const register = () =>
  coordinator.POST('/v1/patients', { body: born, headers: { 'Idempotency-Key': key } });
const first = await register();
assert.equal(first.response.status, 201, JSON.stringify(first.error));
const patient = await answered(Promise.resolve(first));
assert.ok(patient.id);
const again = await answered(register());
assert.equal(again.id, patient.id, 'a repeat made somebody else');

const read = await coordinator.GET('/v1/patients/{patientId}', { params: { path: { patientId: patient.id } } });
const etag = read.response.headers.get('ETag');
assert.ok(etag);
const unchanged = await coordinator.GET('/v1/patients/{patientId}', {
  params: { path: { patientId: patient.id } },
  headers: { 'If-None-Match': etag },
});
assert.equal(unchanged.response.status, 304);

const found = await answered(coordinator.GET('/v1/patients', { params: { query: { name: 'Ana Ejemplo' } } }));
assert.ok(found.items.some((each) => each.id === patient.id), 'she is not found by her name');

const score = await nurse.POST('/v1/instruments/{instrument}/score', {
  params: { path: { instrument: 'PHQ-9' } },
  body: { items: [1, 1, 1, 1, 1, 1, 1, 1, 0] },
});
assert.equal(score.response.status, 200, JSON.stringify(score.error));

const tasks = await answered(nurse.GET('/v1/tasks'));
assert.ok(Array.isArray(tasks.items));

await assert.rejects(
  answered(nurse.GET('/v1/patients/{patientId}', { params: { path: { patientId: crypto.randomUUID() } } })),
  (refusal: unknown) => refusal instanceof Refused && refusal.problem.code === 'NOT_FOUND',
);
console.log('journey done');
