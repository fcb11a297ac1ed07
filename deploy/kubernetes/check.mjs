import { readFileSync } from 'node:fs';

const text = readFileSync(0, 'utf8');
const all = JSON.parse('[' + text.trim().replaceAll(/^}\n{$/gm, '},\n{') + ']');
const of = (kind) => all.filter((each) => each.kind === kind);
const faults = [];
const must = (holds, what) => holds || faults.push(what);
const named = (kind, name) => of(kind).some((each) => each.metadata.name === name);
const covers = (selector, labels) => Object.entries(selector).every(([key, value]) => labels[key] === value);

const ports = { gateway: '../../gateway' };
for (const service of ['patient', 'session', 'outcome']) ports[`${service}-service`] = `../../${service}-service`;
const portOf = (folder) =>
  Number(/^quarkus\.http\.port=(\d+)$/m.exec(readFileSync(`${folder}/src/main/resources/application.properties`, 'utf8'))[1]);
const settings = readFileSync('../../docs/settings.md', 'utf8');

must(of('Secret').length === 0, 'a secret is in git');
must(of('NetworkPolicy').some((each) => JSON.stringify(each.spec.podSelector) === '{"matchLabels":{"app.kubernetes.io/part-of":"paincare"}}'
  && !each.spec.ingress && !each.spec.egress && each.spec.policyTypes.length === 2), 'nothing is denied by default');
must(of('Namespace').every((each) => each.metadata.labels['pod-security.kubernetes.io/enforce'] === 'restricted'),
  'a namespace is not restricted');
must(of('Deployment').map((each) => each.metadata.name).sort().join() === Object.keys(ports).sort().join(),
  'the deployments are not the four programs');

for (const deployment of of('Deployment')) {
  const name = deployment.metadata.name;
  const says = (holds, what) => must(holds, `${name}: ${what}`);
  const { metadata: { labels }, spec } = deployment.spec.template;
  const [container] = spec.containers;
  says(covers(deployment.spec.selector.matchLabels, labels), 'selects other pods than its own');
  says(labels['app.kubernetes.io/part-of'] === 'paincare', 'is not among those to whom all is denied');
  says(container.ports[0].containerPort === portOf(ports[name]), 'port is not that of application.properties');
  for (const kind of ['ServiceAccount', 'Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'NetworkPolicy'])
    says(named(kind, name), `has no ${kind}`);
  says(spec.serviceAccountName === name && spec.automountServiceAccountToken === false, 'carries a token of the cluster');
  says(spec.securityContext.runAsNonRoot && spec.securityContext.runAsUser >= 10000
    && spec.securityContext.seccompProfile.type === 'RuntimeDefault', 'may run as root');
  says(container.securityContext.readOnlyRootFilesystem && !container.securityContext.allowPrivilegeEscalation
    && container.securityContext.capabilities.drop.includes('ALL'), 'is not confined');
  says(container.lifecycle.preStop.sleep.seconds + 10 < spec.terminationGracePeriodSeconds, 'is killed while it drains');
  says(container.resources.limits.memory === container.resources.requests.memory, 'memory limit is not the request');
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
    says(container[probe]?.httpGet.path.startsWith('/q/health/'), `has no ${probe}`);
  says(container.livenessProbe.httpGet.path === '/q/health/live', 'is restarted for what is not its own fault');
  for (const from of container.envFrom) says(named('ConfigMap', from.configMapRef.name), `no ConfigMap ${from.configMapRef.name}`);
  const env = container.env.map((each) => each.name);
  says(!env.includes('PAINCARE_DB_OWNER_PASSWORD'), 'could change its schema');
  for (const variable of env.filter((each) => each.startsWith('PAINCARE_')))
    says(settings.includes(variable) || /`\.\.\._(APP|RELAY|DUE|AUDIT|SEALER|OPS)_\.\.\.`/.test(settings)
      && /^PAINCARE_DB_(APP|RELAY|DUE|AUDIT|SEALER|OPS)_PASSWORD$/.test(variable), `${variable} is not in docs/settings.md`);
}
for (const service of of('Service'))
  must(of('Deployment').some((each) => covers(service.spec.selector, each.spec.template.metadata.labels)
    && each.spec.template.spec.containers[0].ports[0].containerPort === service.spec.ports[0].port),
    `Service ${service.metadata.name} reaches no pod`);
const session = of('Deployment').find((each) => each.metadata.name === 'session-service');
must(session.spec.template.spec.containers[0].readinessProbe.httpGet.path === '/q/health/live',
  'session-service is taken away with its database: its alarms would not be seen');

if (faults.length) {
  console.error(faults.map((each) => `${process.argv[2]} ${each}`).join('\n'));
  process.exit(1);
}
console.log(`${process.argv[2]} ${all.length} resources hold`);
