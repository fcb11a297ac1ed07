package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.platform.Ids;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Who works in the clinic, and whose signature counts. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class StaffTest {

    private static final String STAFF = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/staff/";

    /** The entry of a demo user whose registration these tests let run out. */
    private static final String DOMITILA = STAFF + new UUID(0x0197b3c00000_7000L, 0x8000_0000_0000_d0d0L);

    private static final String RESOURCE = "/v1/patients/" + new UUID(1, 1) + "/overrides";
    private static final String HASH = "cd".repeat(32);

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @AfterEach
    void hersIsValidAgain() {
        if (Bogota.as("nurse").get(DOMITILA).status() == 200) {
            domitila(Woman.today().plusYears(3), true);
        }
    }

    @Test
    void everyVersionOfAnEntryIsKeptWithItsAuthorAndReason() {
        var path = STAFF + Ids.next();
        var entered = Bogota.as("clinic-admin").put(path, member("RM-1", null)).expect(201);
        var changed = member("RM-2", "2031-01-31");
        changed.put("reason", "Renewed registration");
        Bogota.as("clinic-admin")
                .with("If-Match", entered.etag())
                .put(path, changed)
                .expect(200);

        var versions =
                Bogota.as("auditor").get(path + "/versions").expect(200).json().get("items");

        assertThat(versions.findValuesAsText("registrationNumber")).containsExactly("RM-2", "RM-1");
        assertThat(versions.get(0).get("reason").asText()).isEqualTo("Renewed registration");
        assertThat(versions.get(0).get("changedBy").get("id").asText())
                .isEqualTo(Tokens.identity("clinic-admin", "bogota").sub().toString());
        assertThat(versions.get(1).get("version").asInt()).isZero();
        Bogota.inCartagena("auditor").get(path + "/versions").refused(404, "NOT_FOUND");
        Bogota.as("ops").get(path + "/versions").refused(403, "FORBIDDEN");
    }

    @Test
    void whoseRegistrationExpiredYesterdaySignsNothingAndTodayIsItsLastDay() {
        domitila(Woman.today(), true);
        confirm(challenge()).expect(200);

        domitila(Woman.today().minusDays(1), true);
        confirm(challenge()).refused(422, "SIGNER_LICENCE_EXPIRED");

        domitila(Woman.today().plusYears(1), true);
        confirm(challenge()).expect(200);
    }

    @Test
    void whoLeftSignsNothing() {
        domitila(Woman.today().plusYears(1), false);

        confirm(challenge()).refused(422, "SIGNER_NOT_ACTIVE");
    }

    @Test
    void aSignatureGivenBeforeTheExpiryWasKnownDoesNotCountWhenItIsUsed() {
        domitila(Woman.today().plusYears(1), true);
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);
        var override = Woman.override(patient, "E40", "prescriber2");
        domitila(Woman.today().minusDays(1), true);

        Bogota.as("prescriber")
                .post("/v1/patients/" + patient + "/overrides", override)
                .refused(422, "SIGNER_LICENCE_EXPIRED");

        domitila(Woman.today().plusYears(1), true);
        Bogota.as("prescriber")
                .post("/v1/patients/" + patient + "/overrides", override)
                .expect(201);
    }

    @Test
    void whatIsToldOfStaffIsAsItsContractSays() {
        domitila(Woman.today().plusYears(2), true);

        assertThat(Told.by(DemoClinic.BOGOTA.id(), "StaffChanged"))
                .anyMatch(told -> told.path("registrationExpiresOn")
                        .asText()
                        .equals(Woman.today().plusYears(2).toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "displayName|\"A\\nB\"|400|VALIDATION_FAILED",
                "displayName|\"   \"|400|VALIDATION_FAILED",
                "displayName|\"\\u0000\"|400|MALFORMED_BODY",
                "roles|[\"nurse\",\"nurse\"]|400|VALIDATION_FAILED",
                "roles|[null]|400|VALIDATION_FAILED",
                "roles|[]|400|VALIDATION_FAILED",
                "roles|[\"patient\"]|422|UNKNOWN_ROLE",
                "skills|[\"ACLS\",\"ACLS\"]|400|VALIDATION_FAILED",
                "registrationNumber|\"\\t\"|400|VALIDATION_FAILED",
                "registrationExpiresOn|\"2026-02-30\"|400|MALFORMED_BODY",
                "active|\"true\"|400|MALFORMED_BODY"
            })
    void anEntryThatIsNoneIsRefusedWithACode(String field, String value, int status, String code) {
        var body = "{\"subject\":\"" + Ids.next()
                + "\",\"displayName\":\"Somebody\",\"roles\":[\"nurse\"],\"active\":true}";
        var broken = body.contains("\"" + field + "\"")
                ? body.replaceAll(
                        "\"" + field + "\":(\"[^\"]*\"|\\[[^]]*]|true)",
                        java.util.regex.Matcher.quoteReplacement("\"" + field + "\":" + value))
                : body.replace("}", ",\"" + field + "\":" + value + "}");

        Bogota.as("clinic-admin").put(STAFF + Ids.next(), broken).refused(status, code);
    }

    private static Map<String, Object> member(String registration, @Nullable String expires) {
        var member = new LinkedHashMap<String, Object>();
        member.put("subject", Ids.next());
        member.put("displayName", "Somebody");
        member.put("roles", List.of("nurse"));
        member.put("registrationNumber", registration);
        if (expires != null) {
            member.put("registrationExpiresOn", expires);
        }
        member.put("active", true);
        return member;
    }

    private static void domitila(LocalDate expires, boolean active) {
        var entry = member("RM-D", expires.toString());
        entry.put("subject", Tokens.identity("prescriber2", "bogota").sub());
        entry.put("roles", List.of("prescriber"));
        entry.put("active", active);
        var there = Bogota.as("nurse").get(DOMITILA);
        var admin = Bogota.as("clinic-admin");
        var answer = there.status() == 404
                ? admin.put(DOMITILA, entry)
                : admin.with("If-Match", there.etag()).put(DOMITILA, entry);
        assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    }

    private static UUID challenge() {
        return Bogota.as("prescriber")
                .post("/v1/signature-challenges", Map.of("resource", RESOURCE, "hash", HASH, "meaning", "OVERRIDES"))
                .expect(201)
                .id();
    }

    private static Answer confirm(UUID challenge) {
        return Bogota.as("prescriber2")
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", RESOURCE));
    }
}
