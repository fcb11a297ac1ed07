package org.paincare.session.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;

/** A booking that loses a deadlock or a serialisation conflict is tried again three times, and then says so. */
class LostRacesTest {

    private final AtomicInteger tries = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void whoLosesThreeTimesWinsTheFourth(String state) {
        assertThat(LostRaces.retried(losing(3, state))).isEqualTo("booked");
        assertThat(tries).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void whoLosesOnceMoreIsToldSo(String state) {
        assertThatThrownBy(() -> LostRaces.retried(losing(4, state)))
                .satisfies(lost -> assertThat(DatabaseFailures.problemFor(lost).code())
                        .isEqualTo(PlatformProblem.LOST_RACE)
                        .extracting(code -> code.status())
                        .isEqualTo(409));
        assertThat(tries).hasValue(4);
    }

    @Test
    void whatIsNoLostRaceIsNotTriedAgain() {
        assertThatThrownBy(() -> LostRaces.retried(losing(1, "23P01"))).hasRootCauseInstanceOf(SQLException.class);
        assertThat(tries).hasValue(1);
    }

    private Supplier<String> losing(int times, String state) {
        return () -> {
            if (tries.incrementAndGet() <= times) {
                throw new IllegalStateException(new SQLException("as PostgreSQL says it", state));
            }
            return "booked";
        };
    }
}
