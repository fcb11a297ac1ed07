package org.paincare.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.ResourceKinds;
import org.paincare.gateway.route.RouteTableFile;

class AccessTest {

    private static final String CLINIC = "0197a000-0000-7000-8000-00000000000a";
    private static final String PATIENT = "0197a000-0000-7000-8000-000000000001";
    private static final String OTHER = "0197a000-0000-7000-8000-000000000002";

    private final Access access =
            new Access(ResourceKinds.fromResource("/resources.yaml", RouteTableFile.fromResource("/routes.yaml")));

    private static JsonObject claims(String scope) {
        return new JsonObject().put("sub", "somebody").put("clinic_id", CLINIC).put("scope", scope);
    }

    private static Holder person(String scope) {
        return Holder.of(claims(scope));
    }

    private static Holder machine(String scope) {
        return Holder.of(
                claims(scope).put("roles", new JsonArray().add("partner")).put("azp", "lab"));
    }

    private boolean may(Holder holder, String method, String path) {
        return access.refusal(holder, HttpMethod.valueOf(method), path).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/sessions/0197a000-0000-7000-8000-000000000001, user/Session.r, user/Session.cuds",
        "GET, /v1/clinics/0197a000-0000-7000-8000-00000000000a/sessions, user/Session.s, user/Session.crud",
        "POST, /v1/sessions/7/start, user/Session.c, user/Session.ruds",
        "POST, /v1/sessions/7/observations, user/Observation.c, user/Session.cruds",
        "PUT, /v1/plans/7, user/Plan.u, user/Plan.crds",
        "PATCH, /v1/plans/7, user/Plan.u, user/Plan.crds",
        "DELETE, /v1/bookings/7, user/Booking.d, user/Booking.crus",
        "HEAD, /v1/lots/7, user/Ledger.r, user/Ledger.cuds",
        "GET, /v1/patients/7/diary-days/2026-11-23, user/DiaryDay.r, user/Patient.cruds",
        "POST, /v1/alarms/8/acknowledgement, user/*.c, user/*.ruds"
    })
    void eachPathNeedsTheDeedOnItsKind(String method, String path, String enough, String notEnough) {
        assertThat(may(person(enough), method, path)).isTrue();
        assertThat(may(person("openid " + notEnough), method, path)).isFalse();
        assertThat(access.refusal(person(notEnough), HttpMethod.valueOf(method), path))
                .contains(ProblemCode.INSUFFICIENT_SCOPE);
    }

    @Test
    void aTokenWithoutSuchScopesIsLeftToItsRoles() {
        assertThat(may(person("openid profile"), "POST", "/v1/sessions/7/start"))
                .isTrue();
        assertThat(may(machine(""), "POST", "/v1/sessions/7/observations")).isTrue();
    }

    @Test
    void aScopeThatIsNotUnderstoodDoesNotWiden() {
        assertThat(may(person("user/Session.write"), "GET", "/v1/sessions/7")).isFalse();
        assertThat(may(person("user/Session.write user/Session.r"), "GET", "/v1/sessions/7"))
                .isTrue();
    }

    @Test
    void aProgramsScopesAreNoPersonsAndTheOtherWayRound() {
        assertThat(may(machine("system/Session.r"), "GET", "/v1/sessions/7")).isTrue();
        assertThat(may(machine("user/Session.r"), "GET", "/v1/sessions/7")).isFalse();
        assertThat(may(person("system/Session.r"), "GET", "/v1/sessions/7")).isFalse();
    }

    @Test
    void aPatientScopeReachesOnePatientsPathsAndWithAPatientOnlyThatOnes() {
        Holder patient = Holder.of(claims("patient/*.rs").put("patient_id", PATIENT.toUpperCase()));

        assertThat(may(machine("patient/*.rs"), "GET", "/v1/patients/" + OTHER + "/course"))
                .isTrue();
        assertThat(may(machine("patient/*.rs"), "GET", "/v1/sessions/7")).isFalse();
        assertThat(may(machine("patient/*.rs"), "GET", "/v1/patients")).isFalse();
        assertThat(may(patient, "GET", "/v1/patients/" + PATIENT + "/course")).isTrue();
        assertThat(may(patient, "GET", "/v1/patients/" + OTHER + "/course")).isFalse();
    }

    @Test
    void toAPartnerAnotherClinicIsNotThere() {
        Holder partner = machine("system/*.cruds");

        assertThat(may(partner, "GET", "/v1/clinics/" + CLINIC + "/chairs")).isTrue();
        assertThat(access.refusal(partner, HttpMethod.GET, "/v1/clinics/" + OTHER + "/chairs"))
                .contains(ProblemCode.NOT_FOUND);
    }

    @Test
    void claimsOfAnyTypeAreReadWithoutFailing() {
        var odd = new JsonObject()
                .put("sub", 7)
                .put("azp", new JsonArray())
                .put("roles", new JsonArray().addNull().add(7).add("nurse"))
                .put("clinic_id", new JsonObject())
                .putNull("patient_id")
                .put("scope", new JsonArray().add("user/Session.r").add(1).addNull());

        Holder holder = Holder.of(odd);

        assertThat(holder.machine()).isFalse();
        assertThat(holder.clinic()).isNull();
        assertThat(may(holder, "GET", "/v1/sessions/7")).isTrue();
        assertThat(may(holder, "POST", "/v1/sessions/7/start")).isFalse();
        assertThat(Holder.of(new JsonObject().put("scp", "user/Plan.r"))
                        .scopes()
                        .narrowed())
                .isTrue();
    }
}
