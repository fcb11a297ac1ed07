package org.paincare.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.problem.ProblemCode;

class TargetTest {

    @Test
    void ordinaryTargetsPass() {
        assertThat(Target.refusal("/")).isNull();
        assertThat(Target.refusal("/v1/patients/0197a000-0000-7000-8000-000000000001/trajectory.svg"))
                .isNull();
        assertThat(Target.refusal(
                        "/v1/patients?name=Mar%C3%ADa&sort=-name&filter[state]=ACTIVE&at=2026-11-23T10:00:00-05:00"))
                .isNull();
    }

    @Test
    void eightKibibytesPassAndOneByteMoreDoesNot() {
        String longest = "/v1/patients?q=" + "x".repeat(8192 - 15);

        assertThat(Target.refusal(longest)).isNull();
        assertThat(Target.refusal(longest + "x")).isEqualTo(ProblemCode.URI_TOO_LONG);
    }

    /** What passes is the same before and after every normalisation, so nobody behind can read another path. */
    @Property(tries = 2000)
    void whatPassesHasOneReading(
            @ForAll
                    @StringLength(max = 24)
                    @Chars({'/', '.', '%', '2', 'f', 'e', '5', 'c', ';', '\\', 'a', '?', '#', ' '})
                    String rest) {
        String target = "/" + rest;

        if (Target.refusal(target) == null) {
            URI uri = URI.create(target);
            assertThat(uri.normalize().getRawPath()).isEqualTo(uri.getPath());
            assertThat(uri.getRawPath()).doesNotContain("//", "%", ";", "\\");
            assertThat(uri.getFragment()).isNull();
        }
    }

    @Property(tries = 2000)
    void noTargetIsTooStrangeToJudge(
            @ForAll @CharRange(from = 0, to = Character.MAX_VALUE) @StringLength(max = 40) String target) {
        ProblemCode refusal = Target.refusal(target);

        assertThat(refusal == null || refusal.status() < 500).isTrue();
    }
}
