package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** People are invited to work in a clinic: by mail that is tried until it is taken, with a link that serves once. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class InvitationTest {

    private static final String BOGOTA = "/v1/clinics/" + DemoClinic.BOGOTA.id();
    private static final String INVITATIONS = BOGOTA + "/invitations";

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void theFirstAdministratorOfAClinicIsInvitedByMailAndEntersItOnce() {
        var email = address();
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("slug", "c" + UUID.randomUUID().toString().substring(0, 18));
        wanted.put("name", "Clínica del Ávila");
        wanted.put("altitudeMetres", 2640);
        wanted.put("altitudeProfile", "BOGOTA");
        wanted.put("staffFrontend", "https://avila.example/es/unirse#t={token}");
        wanted.put("firstAdministrator", Map.of("email", email, "displayName", "Primera Administradora"));
        try (var mailbox = Mailbox.open()) {
            var made = Bogota.as("ops").post("/v1/clinics", wanted).expect(201);
            var invitation = made.json().get("invitation");
            assertThat(invitation.at("/invitation/mail").asText()).isEqualTo("WAITING");
            assertThat(invitation.get("address").asText()).startsWith("https://avila.example/es/unirse#t=");
            assertThat(Bogota.as("ops")
                            .post("/v1/clinics", wanted)
                            .expect(200)
                            .json()
                            .has("invitation"))
                    .as("the address is shown once")
                    .isFalse();

            Due.run();

            var clinic = "/v1/clinics/" + made.id();
            assertThat(mailbox.to(email)).singleElement().satisfies(mail -> {
                assertThat(mail.headers()).contains("Auto-Submitted: auto-generated");
                assertThat(mail.body()).contains("Clínica del Ávila", "Ingrese con su propia cuenta", "America/Bogota");
                var accept = Map.of("token", token(mail.body()));
                var entered = account(made.id(), 1)
                        .post(clinic + "/invitation-acceptances", accept)
                        .expect(201);
                assertThat(entered.json().get("roles").get(0).asText()).isEqualTo("clinic-admin");
                assertThat(account(made.id(), 1)
                                .post(clinic + "/invitation-acceptances", accept)
                                .expect(200)
                                .id())
                        .isEqualTo(entered.id());
                account(made.id(), 2)
                        .post(clinic + "/invitation-acceptances", accept)
                        .refused(409, "INVITATION_ENDED");
            });
            assertThat(Told.by(made.id(), "StaffChanged")).hasSize(1);
            var seen = Bogota.as("ops")
                    .get(clinic + "/invitations")
                    .expect(200)
                    .json()
                    .at("/items/0");
            assertThat(seen.get("state").asText()).isEqualTo("ACCEPTED");
            assertThat(seen.get("mail").asText()).isEqualTo("SENT");
            assertThat(seen.has("address")).isFalse();
        }
    }

    @Test
    void mailThatIsNotTakenIsTriedAgainUntilItIs() {
        var email = address();
        var made = invite(email).expect(201);
        var id = made.json().at("/invitation/id").asText();

        Due.run();
        assertThat(seen(id).get("mailFailure").asText()).isEqualTo("SERVER_UNREACHABLE");
        try (var mailbox = Mailbox.open()) {
            mailbox.refuseWith(451);
            itIsTimeToTryAgain(id);
            assertThat(seen(id).get("mailFailure").asText()).isEqualTo("SERVER_REFUSED");
            assertThat(seen(id).get("mail").asText()).isEqualTo("WAITING");

            mailbox.refuseWith(0);
            // A server that leaves one attempt waiting is tried again as well.
            for (int more = 0; more < 3 && mailbox.to(email).isEmpty(); more++) {
                itIsTimeToTryAgain(id);
            }

            assertThat(mailbox.to(email)).hasSize(1);
            assertThat(mailbox.to(email).getFirst().body()).contains("invites you", "https://clinic.example/join#");
        }
        var sent = seen(id);
        assertThat(sent.get("mail").asText()).isEqualTo("SENT");
        assertThat(sent.get("mailAttempts").asInt()).isBetween(3, 5);
        assertThat(sent.has("mailFailure")).isFalse();
    }

    @Test
    void aMailboxThatIsNotThereIsGivenUpForAllToSee() {
        try (var mailbox = Mailbox.open()) {
            mailbox.refuseWith(550);
            var id = invite(address()).expect(201).json().at("/invitation/id").asText();

            Due.run();

            assertThat(seen(id).get("mail").asText()).isEqualTo("GIVEN_UP");
            assertThat(seen(id).get("mailFailure").asText()).isEqualTo("ADDRESS_REFUSED");
            assertThat(Bogota.as("nurse").get("/q/metrics").response().body())
                    .containsPattern("paincare_invitation_mails_total\\{outcome=\"given_up\".*} [1-9]");
        }
    }

    @Test
    void withoutAMailServerNothingIsSentAndTheAnswerSaysSo() {
        System.setProperty("paincare.mail.host", "");
        try (var mailbox = Mailbox.open()) {
            var email = address();
            var made = invite(email).expect(201).json();

            Due.run();

            assertThat(made.at("/invitation/mail").asText()).isEqualTo("NO_MAIL_SERVER");
            assertThat(made.get("address").asText()).startsWith("https://clinic.example/join#");
            assertThat(mailbox.to(email)).isEmpty();
        } finally {
            System.clearProperty("paincare.mail.host");
        }
    }

    @Test
    void ofManyWhoInviteOneAddressOneDoes() throws Exception {
        var email = address();

        var answers = RegistryTest.inParallel(8, () -> invite(email));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.refused(409, "INVITATION_OPEN"));
        invite(email.toUpperCase(java.util.Locale.ROOT)).refused(409, "INVITATION_OPEN");
    }

    @Test
    void aLinkThatWasTakenBackOrHasExpiredServesNothing() {
        var email = address();
        var made = invite(email).expect(201).json();
        var id = made.at("/invitation/id").asText();
        var path = INVITATIONS + "/" + id + "/withdrawal";
        Due.run();
        Bogota.as("clinic-admin").post(path).refused(428, "PRECONDITION_REQUIRED");
        Bogota.inCartagena("clinic-admin").with("If-Match", "\"v0\"").post(path).refused(404, "NOT_FOUND");
        Bogota.as("clinic-admin")
                .with("If-Match", seen(id).get("etag").asText())
                .post(path)
                .expect(200);
        accept(made).refused(409, "INVITATION_ENDED");

        var again = invite(email).expect(201).json();
        run(
                "UPDATE staff_invitation SET created_at = created_at - interval '9 days', expires_at = expires_at - interval"
                        + " '9 days' WHERE id = '" + again.at("/invitation/id").asText() + "'");
        assertThat(accept(again)
                        .refused(409, "INVITATION_ENDED")
                        .json()
                        .get("currentState")
                        .asText())
                .isEqualTo("EXPIRED");
        invite(email).expect(201);
    }

    @Test
    void onlyWhoHoldsALinkOfTheirOwnClinicAndAnAccountOfStaffEnters() {
        var made = invite(address()).expect(201).json();
        var token = made.get("address").asText().replaceFirst(".*#", "");
        var acceptances = BOGOTA + "/invitation-acceptances";

        Bogota.as("nurse").post(acceptances, Map.of("token", token + "A")).refused(404, "NOT_FOUND");
        Bogota.as("nurse")
                .post(acceptances, Map.of("token", "x".repeat(10_000)))
                .refused(400, "VALIDATION_FAILED");
        Bogota.as("nurse").post(acceptances, "{\"token\":null}").refused(400, "VALIDATION_FAILED");
        Bogota.inCartagena("nurse").post(acceptances, Map.of("token", token)).refused(404, "NOT_FOUND");
        Bogota.inCartagena("nurse")
                .post("/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/invitation-acceptances", Map.of("token", token))
                .refused(404, "NOT_FOUND");
        Bogota.service()
                .as(Tokens.patient("bogota", Bogota.patient()))
                .post(acceptances, Map.of("token", token))
                .refused(403, "FORBIDDEN");
        Bogota.service().post(acceptances, Map.of("token", token)).refused(401, "UNAUTHENTICATED");
        accept(made).expect(201);
    }

    @Test
    void onlyAdministratorsInviteAndOpsInviteAdministratorsAlone() {
        var wanted = invitation(address());

        Bogota.as("head-nurse").post(INVITATIONS, wanted).refused(403, "FORBIDDEN");
        Bogota.inCartagena("clinic-admin").post(INVITATIONS, wanted).refused(404, "NOT_FOUND");
        Bogota.inCartagena("clinic-admin").get(INVITATIONS).refused(404, "NOT_FOUND");
        Bogota.as("ops").post(INVITATIONS, wanted).refused(403, "FORBIDDEN");
        Bogota.as("ops")
                .post("/v1/clinics/" + UUID.randomUUID() + "/invitations", wanted)
                .refused(404, "NOT_FOUND");
        wanted.put("roles", List.of("clinic-admin"));
        Bogota.as("ops").post(INVITATIONS, wanted).expect(201);
        StreamSupport.stream(
                        Bogota.as("ops").get(INVITATIONS).json().get("items").spliterator(), false)
                .forEach(item -> assertThat(item.get("roles").toString()).isEqualTo("[\"clinic-admin\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "email|\"nobody\"|400|VALIDATION_FAILED",
                "email|\"a@b\"|400|VALIDATION_FAILED",
                "email|\"<a@clinic.example>\"|400|VALIDATION_FAILED",
                "email|\"a@clinic.example,b@clinic.example\"|400|VALIDATION_FAILED",
                "email|\"a@clinic.example\\r\\nBcc: b@clinic.example\"|400|VALIDATION_FAILED",
                "email|\"a\\u0000@clinic.example\"|400|MALFORMED_BODY",
                "email|null|400|VALIDATION_FAILED",
                "displayName|\"A\\nB\"|400|VALIDATION_FAILED",
                "roles|[\"patient\"]|422|UNKNOWN_ROLE",
                "roles|[\"ops\"]|422|UNKNOWN_ROLE",
                "roles|[null]|400|VALIDATION_FAILED",
                "roles|[]|400|VALIDATION_FAILED",
                "language|\"fr\"|400|VALIDATION_FAILED"
            })
    void anInvitationThatIsNoneIsRefusedWithACode(String field, String value, int status, String code) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("email", "\"" + address() + "\"");
        fields.put("displayName", "\"Somebody\"");
        fields.put("roles", "[\"nurse\"]");
        fields.put(field, value);
        var body = new StringBuilder();
        fields.forEach((name, json) -> body.append(body.isEmpty() ? "{" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(json));

        Bogota.as("clinic-admin").post(INVITATIONS, body + "}").refused(status, code);
    }

    @Test
    void aFirstAdministratorIsEnteredOrInvitedNotBothNorNeither() {
        Map<String, Object> both = Map.of("displayName", "A", "subject", UUID.randomUUID(), "email", address());
        for (var first : List.of(both, Map.<String, Object>of("displayName", "A"))) {
            Bogota.as("ops").post("/v1/clinics", clinicWith(first)).refused(400, "VALIDATION_FAILED");
        }
        var page = clinicWith(Map.of("displayName", "A", "email", address()));
        page.put("staffFrontend", "http://avila.example/#{token}");
        Bogota.as("ops").post("/v1/clinics", page).refused(422, "STAFF_FRONTEND_INVALID");
    }

    private static Map<String, Object> clinicWith(Map<String, Object> first) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("slug", "c" + UUID.randomUUID().toString().substring(0, 18));
        wanted.put("name", "Clínica");
        wanted.put("altitudeMetres", 2640);
        wanted.put("altitudeProfile", "BOGOTA");
        wanted.put("firstAdministrator", first);
        return wanted;
    }

    private static String address() {
        return "p" + UUID.randomUUID() + "@clinic.example";
    }

    private static Map<String, Object> invitation(String email) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("email", email);
        wanted.put("displayName", "Somebody New");
        wanted.put("roles", List.of("nurse"));
        wanted.put("language", "en");
        return wanted;
    }

    private static Answer invite(String email) {
        return Bogota.as("clinic-admin").post(INVITATIONS, invitation(email));
    }

    private static Answer accept(JsonNode made) {
        return account(DemoClinic.BOGOTA.id(), System.nanoTime())
                .post(
                        BOGOTA + "/invitation-acceptances",
                        Map.of("token", made.get("address").asText().replaceFirst(".*#", "")));
    }

    private static String token(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("https://"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*[#=]", "")
                .strip();
    }

    /** Somebody's account that the identity provider made for that clinic. */
    private static Api account(UUID clinic, long number) {
        return Bogota.service().as(Tokens.maker().changed(Tokens.identity("nurse", "bogota"), claims -> {
            claims.put("sub", new UUID(clinic.getMostSignificantBits(), number).toString());
            claims.put("clinic_id", clinic.toString());
        }));
    }

    private static JsonNode seen(String id) {
        return StreamSupport.stream(
                        Bogota.as("clinic-admin")
                                .get(INVITATIONS)
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(item -> item.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void itIsTimeToTryAgain(String id) {
        run("UPDATE due_work SET due_at = due_at - interval '2 hours' WHERE subject_id = '" + id + "'");
        Due.run();
    }

    private static void run(String sql) {
        try (var superuser = TestServers.shared().postgres().superuser("paincare_patient");
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
