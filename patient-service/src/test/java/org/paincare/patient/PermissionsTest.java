package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.identity.Role;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/**
 * Every operation of the OpenAPI document, asked by every role: of the own clinic, of another clinic, and about another
 * patient. What may be asked is the matrix' to say, not this test's.
 */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class PermissionsTest {

    private static final Map<Role, String> PEOPLE = Map.of(
            Role.CLINIC_ADMIN, "clinic-admin",
            Role.MEDICAL_DIRECTOR, "medical-director",
            Role.PRESCRIBER, "prescriber",
            Role.HEAD_NURSE, "head-nurse",
            Role.NURSE, "nurse",
            Role.PHARMACIST, "pharmacist",
            Role.COORDINATOR, "coordinator",
            Role.AUDITOR, "auditor");

    /** An operation with the cell of the matrix that its endpoint asks; null where it is open by its own reason. */
    private record Operation(String method, String path, Allowed needs) {

        boolean ofAPatient() {
            return path.contains("{patientId}");
        }

        Answer by(String token, UUID patient) {
            var url = path.replace("{patientId}", patient.toString())
                    .replace("{clinicId}", DemoClinic.BOGOTA.id().toString())
                    .replaceAll("\\{[^}]*}", "0197b3c0-0101-7000-8000-000000000101");
            var api = Bogota.service().as(token);
            return api.send(method, url, Set.of("POST", "PUT", "PATCH").contains(method) ? Map.of() : null);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final Permissions permissions = new Permissions();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void everyOperationIsAnsweredToWhomTheMatrixNamesAndToNobodyElse() {
        var patient = Bogota.patient();
        var another = Bogota.patient();
        var operations = operations();
        assertThat(operations).hasSizeGreaterThan(50);

        try (var askers = Executors.newFixedThreadPool(8)) {
            operations.forEach(operation -> askers.execute(() -> ask(operation, patient, another)));
        }

        assertThat(wrong).isEmpty();
    }

    private void ask(Operation operation, UUID patient, UUID another) {
        try {
            PEOPLE.forEach((role, user) -> asked(operation, role, of(user, "bogota"), patient));
            asked(operation, Role.OPS, tokens.computeIfAbsent("ops", Tokens::of), patient);
            asked(operation, Role.PARTNER, tokens.computeIfAbsent("demo-partner", Tokens::client), patient);
            asked(operation, Role.DEVICE, tokens.computeIfAbsent("demo-device", Tokens::client), patient);
            var self = tokens.computeIfAbsent("patient", name -> Tokens.patient("bogota", patient));
            asked(operation, Role.PATIENT, self, patient);
            if (operation.ofAPatient()) {
                anotherPatient(operation, self, another);
                anotherClinic(operation, patient);
            }
            if (operation.by("nobody", patient).status() != 401) {
                wrong.add(operation + " answers a broken token");
            }
        } catch (RuntimeException e) {
            wrong.add(operation + ": " + e);
        }
    }

    private String of(String user, String clinic) {
        return tokens.computeIfAbsent(user + "@" + clinic, name -> Tokens.of(user, clinic));
    }

    private void asked(Operation operation, Role role, String token, UUID patient) {
        var reach = permissions.reach(
                Set.of(role), operation.needs().resource(), operation.needs().action());
        var denied = reach == null || reach == Permissions.Reach.CONSENTED;
        var answer = operation.by(token, patient);
        if (denied != isForbidden(answer)) {
            wrong.add("%s by %s: %s %s".formatted(operation, role, reach, answer.status()));
        }
        if (answer.status() >= 500) {
            wrong.add("%s by %s: %s".formatted(operation, role, answer.status()));
        }
    }

    private void anotherPatient(Operation operation, String token, UUID another) {
        var reach = permissions.reach(
                Set.of(Role.PATIENT),
                operation.needs().resource(),
                operation.needs().action());
        var answer = operation.by(token, another);
        if (reach == Permissions.Reach.OWN && answer.status() != 404) {
            wrong.add("%s about another patient: %s".formatted(operation, answer.status()));
        }
    }

    /** Another clinic's record is not there: nothing may be read, and nothing done. */
    private void anotherClinic(Operation operation, UUID patient) {
        PEOPLE.forEach((role, user) -> {
            var answer = operation.by(of(user, "cartagena"), patient);
            boolean hidden = operation.method().equals("GET")
                    ? answer.status() == 404 || isForbidden(answer) || answer.status() == 400 || isEmptyPage(answer)
                    : answer.status() >= 400;
            if (!hidden) {
                wrong.add("%s of another clinic by %s: %s".formatted(operation, role, answer.status()));
            }
        });
    }

    private static boolean isForbidden(Answer answer) {
        return answer.status() == 403 && answer.json().path("code").asText().equals("FORBIDDEN");
    }

    private static boolean isEmptyPage(Answer answer) {
        return answer.status() == 200 && answer.json().path("items").isEmpty();
    }

    /** The endpoints of tasks stand in the platform's class that this service's extends. */
    @Test
    void theAnswersOfInheritedEndpointsHaveAShape() {
        JsonNode paths = Bogota.service()
                .get("/q/openapi?format=json")
                .expect(200)
                .json()
                .get("paths");
        var shapes = new TreeMap<String, String>();
        paths.fields().forEachRemaining(path -> {
            if (path.getKey().startsWith("/v1/tasks")) {
                path.getValue()
                        .fields()
                        .forEachRemaining(operation -> operation
                                .getValue()
                                .path("responses")
                                .fields()
                                .forEachRemaining(response -> {
                                    if (response.getKey().startsWith("2")) {
                                        shapes.put(
                                                operation.getKey() + " " + path.getKey(),
                                                response.getValue()
                                                        .at("/content/application~1json/schema/$ref")
                                                        .asText());
                                    }
                                }));
            }
        });
        assertThat(shapes).hasSize(6);
        assertThat(shapes.values())
                .allMatch(
                        shape -> shape.equals("#/components/schemas/Task") || shape.endsWith("Page"),
                        shapes.toString());
    }

    /** Those of the document; each must be an endpoint of this service and the other way round. */
    private static List<Operation> operations() {
        var endpoints = endpoints();
        var documented = new ArrayList<Operation>();
        JsonNode paths = Bogota.service()
                .get("/q/openapi?format=json")
                .expect(200)
                .json()
                .get("paths");
        paths.fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    var key = method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
                    if (endpoints.containsKey(key)) {
                        var allowed = endpoints.get(key).getAnnotation(Allowed.class);
                        if (allowed != null) {
                            documented.add(
                                    new Operation(method.toUpperCase(java.util.Locale.ROOT), path.getKey(), allowed));
                        }
                    } else if (path.getKey().startsWith("/v1/")) {
                        throw new AssertionError(key + " is documented and nobody's");
                    }
                }));
        return documented;
    }

    private static Map<String, Method> endpoints() {
        var endpoints = new TreeMap<String, Method>();
        Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(type -> methods(type)
                        .forEach(method ->
                                verb(method).forEach(verb -> endpoints.put(verb + " " + path(type, method), method))));
        return endpoints;
    }

    /** Its own, and those of the endpoints that every service has alike. */
    private static Stream<Method> methods(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null && each != Object.class, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()));
    }

    private static Stream<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value);
    }

    private static String path(Class<?> type, Method method) {
        var own = method.getAnnotation(Path.class);
        var path = type.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return ("/" + path).replaceAll("/+", "/").replaceAll("/$", "");
    }
}
