package org.paincare.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.gateway.access.Scope.Deed;
import org.paincare.gateway.access.Scope.Whose;

class ScopeTest {

    @Test
    void aScopeSaysWhoseWhatAndWhichDeeds() {
        assertThat(Scope.parse("patient/*.rs")).contains(new Scope(Whose.PATIENT, "*", Set.of(Deed.READ, Deed.SEARCH)));
        assertThat(Scope.parse("user/Session.cruds")).contains(new Scope(Whose.USER, "Session", Set.of(Deed.values())));
        assertThat(Scope.parse("system/Observation.c"))
                .contains(new Scope(Whose.SYSTEM, "Observation", Set.of(Deed.CREATE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system/Observation.",
                "system/Observation.sr",
                "system/Observation.rr",
                "system/Observation.read",
                "system/Observation.rs?category=x",
                "system/Observation.x",
                "system/observation.r",
                "system/Obs*.r",
                "system/.r",
                "system/Observation",
                "launch/Observation.r",
                "SYSTEM/Observation.r",
                "system//Observation.r",
                "system/*.*",
                "system/Observation.r\n"
            })
    void whatTheGrammarDoesNotKnowAllowsNothing(String text) {
        assertThat(Scope.parse(text)).isEmpty();
        assertThat(Scopes.of("openid " + text).all()).isEmpty();
    }

    @Test
    void aTokenIsNarrowedByAnyScopeAboutResourcesEvenOneThatIsNotUnderstood() {
        assertThat(Scopes.of("openid profile https://example.org/api/.default").narrowed())
                .isFalse();
        assertThat(Scopes.of("").narrowed()).isFalse();
        assertThat(Scopes.of("openid user/Session.r").narrowed()).isTrue();
        assertThat(Scopes.of("openid user/Session.sr").narrowed()).isTrue();
    }
}
