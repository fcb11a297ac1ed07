package org.paincare.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.Identity;

/** R19: forged, expired and foreign tokens, at every service directly and at the gateway. */
class BrokenTokenTest {

    /** Every service answers it, and only to somebody it believes. */
    private static final String PATH = "/v1/audit/verification";

    private static final Identity AUDITOR = People.identity("auditor", DemoClinic.BOGOTA);

    private final Whole whole = Whole.running();

    @Test
    void everyServiceRefusesEveryKindByItself() {
        whole.awaitReady();
        List<String> believed = new ArrayList<>();
        for (Component program : List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME, Component.GATEWAY)) {
            People people = whole.peopleAt(program);
            people.as(AUDITOR).get(PATH).expect(200);
            Map<String, Api> callers = new LinkedHashMap<>();
            callers.put("no token", people.nobody());
            callers.put("basic", people.nobody().with("Authorization", "Basic YTpi"));
            people.maker()
                    .broken(AUDITOR)
                    .forEach((kind, token) -> callers.put(kind, people.nobody().as(token)));

            callers.forEach((kind, caller) -> {
                Answer answer = caller.get(PATH);
                if (!isChallenge(answer)) {
                    believed.add(program.label() + " answers " + answer.status() + " to " + kind + ": "
                            + answer.response().headers().map() + " "
                            + answer.response().body());
                }
            });
        }
        assertThat(believed).isEmpty();
    }

    @Test
    void theCheckNoticesAGoodToken() {
        whole.awaitReady();
        assertThat(isChallenge(whole.people().as(AUDITOR).get(PATH))).isFalse();
        assertThat(isChallenge(whole.people().of("nurse").get(PATH))).isFalse();
    }

    private static boolean isChallenge(Answer answer) {
        return answer.status() == 401
                && answer.header("WWW-Authenticate").startsWith("Bearer")
                && answer.header("Content-Type").startsWith("application/problem+json")
                && "UNAUTHENTICATED".equals(answer.json().path("code").asText());
    }
}
