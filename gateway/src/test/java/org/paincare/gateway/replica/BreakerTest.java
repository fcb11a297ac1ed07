package org.paincare.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.gateway.replica.Breaker.Outcome.ANSWERED;
import static org.paincare.gateway.replica.Breaker.Outcome.UNANSWERED;
import static org.paincare.gateway.replica.Breaker.Outcome.UNKNOWN;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private long now = Long.MAX_VALUE - 10;
    private final Breaker breaker = new Breaker(4, TimeUnit.SECONDS.toNanos(2), () -> now);

    private void ended(Breaker.Outcome... outcomes) {
        for (var outcome : outcomes) {
            breaker.ended(outcome);
        }
    }

    private void seconds(int passed) {
        now += TimeUnit.SECONDS.toNanos(passed);
    }

    @Test
    void halfOfTheLastRequestsUnansweredOpenTheCircuit() {
        ended(UNANSWERED, ANSWERED, ANSWERED, ANSWERED, ANSWERED, UNANSWERED, ANSWERED);
        assertThat(breaker.admits()).isTrue();

        ended(UNANSWERED);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void afterAPauseOneRequestTriesAndItsAnswerClosesTheCircuit() {
        ended(UNANSWERED, UNANSWERED);
        seconds(2);

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isFalse();
        ended(ANSWERED);

        assertThat(breaker.admits()).isTrue();
        ended(UNANSWERED);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void aTryThatIsNotAnsweredEitherStartsAnotherPause() {
        ended(UNANSWERED, UNANSWERED);
        seconds(2);
        breaker.admits();
        seconds(1);
        ended(UNANSWERED);

        seconds(1);
        assertThat(breaker.admits()).isFalse();
        seconds(1);
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void aTryWhoseClientWentIsFollowedByAnother() {
        ended(UNANSWERED, UNANSWERED);
        seconds(2);
        breaker.admits();
        ended(UNKNOWN);

        seconds(2);
        assertThat(breaker.admits()).isTrue();
    }
}
