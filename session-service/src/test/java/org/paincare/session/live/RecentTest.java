package org.paincare.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final UUID CLINIC = UUID.randomUUID();
    private static final long START = 1_000_000;

    private final Recent recent = new Recent();

    static Told told(LiveEvent.Kind kind, UUID session, Object data) {
        return Told.of(
                UUID.randomUUID(), new LiveEvent(CLINIC, session, kind, UUID.randomUUID(), Instant.EPOCH, true, data));
    }

    private static Told observation() {
        return told(LiveEvent.Kind.OBSERVATION, UUID.randomUUID(), Map.of());
    }

    private Told at(long millis, Told told) {
        assertThat(recent.add(told, START + millis)).isTrue();
        return told;
    }

    @Test
    void goingOnRepeatsSomewhatBecauseReplicasAreToldInDifferentOrders() {
        var longBefore = at(0, observation());
        var alarmBefore = at(1, told(LiveEvent.Kind.ALARM, UUID.randomUUID(), Map.of("state", "RAISED")));
        var justBefore = at(15_000, observation());
        var last = at(20_000, observation());
        var missed = at(21_000, observation());

        assertThat(recent.after(last.key())).contains(List.of(alarmBefore, justBefore, missed));
        assertThat(recent.after(longBefore.key()).orElseThrow()).contains(alarmBefore, last, missed);
    }

    @Test
    void whatIsTooOldOrWasNeverToldHereIsNotGoneOnAfter() {
        var old = at(0, observation());
        at(Recent.KEPT_MILLIS + 1, observation());

        assertThat(recent.after(old.key())).isEmpty();
        assertThat(recent.after(UUID.randomUUID())).isEmpty();
    }

    @Test
    void isBoundedHoweverMuchHappens() {
        var first = at(0, observation());
        for (int i = 0; i < Recent.MOST; i++) {
            at(1, observation());
        }

        assertThat(recent.after(first.key())).isEmpty();
    }

    @Test
    void theSameTellingCountsOnce() {
        var once = at(0, observation());

        assertThat(recent.add(once, START + 5)).isFalse();
    }

    @Test
    void knowsAStoredAlarmByItsStateAndTime() {
        var alarm = at(5_000, told(LiveEvent.Kind.ALARM, UUID.randomUUID(), Map.of("state", "RAISED")));
        var id = alarm.event().id();

        assertThat(recent.knows(id, "RAISED", START + 4_000)).isTrue();
        assertThat(recent.knows(id, "RAISED", START + 6_000)).isFalse();
        assertThat(recent.knows(id, "ACKNOWLEDGED", START)).isFalse();
        assertThat(recent.knows(UUID.randomUUID(), "RAISED", START)).isFalse();
    }
}
