package org.paincare.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alarms go first and nobody who tells waits for a reader. */
class LiveStreamTest {

    private static final UUID CLINIC = UUID.randomUUID();
    private static final Instant NOW = Instant.EPOCH;

    private final List<LiveStream> over = new ArrayList<>();
    private final List<Frame> handedOn = new ArrayList<>();
    private final LiveStream stream =
            new LiveStream(CLINIC, null, NOW.plusSeconds(60), Runnable::run, over::add, handedOn::add);
    private final Reader reader = new Reader();

    /** Reads only as much as it is let. */
    private static final class Reader implements Flow.Subscriber<Frame> {
        final List<Frame> read = new ArrayList<>();
        boolean complete;
        Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Frame frame) {
            read.add(frame);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        List<String> names() {
            return read.stream().map(Frame::name).toList();
        }
    }

    private Told offered(LiveEvent.Kind kind, UUID session) {
        var told = RecentTest.told(kind, session, Map.of());
        stream.offer(told, NOW);
        return told;
    }

    @Test
    void alarmsOvertakeEverythingThatWaits() {
        var session = UUID.randomUUID();
        stream.subscribe(reader);
        offered(LiveEvent.Kind.OBSERVATION, session);
        offered(LiveEvent.Kind.SESSION, session);
        stream.tick(NOW, NOW);
        offered(LiveEvent.Kind.ALARM, session);
        assertThat(reader.read).isEmpty();

        reader.subscription.request(10);

        assertThat(reader.names()).containsExactly("alarm", "heartbeat", "observation", "session");
    }

    @Test
    void howLongItTookIsMeasuredOfAlarmsToldJustNowAlone() {
        var registry = new SimpleMeterRegistry();
        var times = new PushTimes(registry, () -> NOW.plusMillis(40));
        stream.backlog()
                .begin(List.of(
                        RecentTest.told(LiveEvent.Kind.ALARM, CLINIC, Map.of()).frame()));
        stream.subscribe(reader);
        offered(LiveEvent.Kind.ALARM, UUID.randomUUID());
        offered(LiveEvent.Kind.OBSERVATION, UUID.randomUUID());
        reader.subscription.request(10);

        handedOn.forEach(times::handedOn);

        assertThat(handedOn).hasSize(3);
        assertThat(registry.get("paincare.alarm.push")
                        .tag("stored", "false")
                        .timer()
                        .count())
                .isZero();
        var stored = registry.get("paincare.alarm.push").tag("stored", "true").timer();
        assertThat(stored.count()).isEqualTo(1);
        assertThat(stored.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
    }

    @Test
    void ofObservationsTheNewestPerSessionWaits() {
        var one = UUID.randomUUID();
        var another = UUID.randomUUID();
        stream.subscribe(reader);
        offered(LiveEvent.Kind.OBSERVATION, one);
        var other = offered(LiveEvent.Kind.OBSERVATION, another);
        var newest = offered(LiveEvent.Kind.OBSERVATION, one);

        reader.subscription.request(10);

        assertThat(reader.read)
                .extracting(Frame::id)
                .containsExactly(newest.key().toString(), other.key().toString());
    }

    @Test
    void whoReadsNothingIsToldToBeginAnewAndHoldsUpNobody() {
        stream.subscribe(reader);
        for (int i = 0; i < 100_000; i++) {
            offered(i % 2 == 0 ? LiveEvent.Kind.ALARM : LiveEvent.Kind.SESSION, UUID.randomUUID());
        }

        reader.subscription.request(3 * Backlog.MOST);

        assertThat(reader.names()).contains("resync").hasSizeLessThanOrEqualTo(2 * Backlog.MOST + 1);
        assertThat(reader.names().getFirst()).isEqualTo("resync");
    }

    @Test
    void whenTheRightsEndNothingThatWaitedIsShownAnyMore() {
        stream.subscribe(reader);
        offered(LiveEvent.Kind.ALARM, UUID.randomUUID());
        stream.tick(NOW.plusSeconds(60), NOW);
        offered(LiveEvent.Kind.ALARM, UUID.randomUUID());

        reader.subscription.request(10);

        assertThat(reader.names()).containsExactly("closed");
        assertThat(reader.complete).isTrue();
        assertThat(over).containsExactly(stream);
    }

    @Test
    void aStreamThatNobodyCameToReadEndsToo() {
        stream.tick(NOW.plusSeconds(60), NOW);

        assertThat(over).containsExactly(stream);
    }
}
