package org.paincare.session.live;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. Whoever tells only puts into its {@link Backlog}; what the reader has room for is handed on by a thread
 * of the streams' own, one frame at a time.
 */
final class LiveStream implements Flow.Publisher<Frame>, Flow.Subscription {

    private final UUID clinic;
    private final @Nullable UUID session;
    private final Instant until;
    private final Executor executor;
    private final Consumer<LiveStream> whenOver;
    private final Consumer<Frame> handedOn;
    private final Backlog backlog = new Backlog();
    private final AtomicLong room = new AtomicLong();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile Flow.@Nullable Subscriber<? super Frame> reader;
    private volatile boolean over;

    /** @param handedOn told of every frame once the connection has it; never blocks and never throws */
    LiveStream(
            UUID clinic,
            @Nullable UUID session,
            Instant until,
            Executor executor,
            Consumer<LiveStream> whenOver,
            Consumer<Frame> handedOn) {
        this.clinic = clinic;
        this.session = session;
        this.until = until;
        this.executor = executor;
        this.whenOver = whenOver;
        this.handedOn = handedOn;
    }

    UUID clinic() {
        return clinic;
    }

    Backlog backlog() {
        return backlog;
    }

    boolean shows(Told told) {
        return session == null || session.equals(told.event().sessionId());
    }

    void offer(Told told, Instant now) {
        backlog.offer(told, Frame.resync(clinic, now, Frame.Reason.TOO_SLOW));
        wake();
    }

    /** The streams' clock: a sign of life, or the end where the rights have ended. */
    void tick(Instant realNow, Instant now) {
        if (realNow.isBefore(until)) {
            backlog.beat(Frame.heartbeat(clinic, now));
            wake();
        } else {
            end(Frame.closed(clinic, now, Frame.Reason.TOKEN_EXPIRED));
        }
    }

    void end(Frame closed) {
        backlog.end(closed);
        if (reader == null) {
            cancel();
        }
        wake();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Frame> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long more) {
        if (more > 0) {
            room.accumulateAndGet(more, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            wake();
        }
    }

    @Override
    public void cancel() {
        over = true;
        whenOver.accept(this);
    }

    private void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            try {
                executor.execute(this::handOn);
            } catch (RejectedExecutionException stopping) {
                cancel();
            }
        }
    }

    private void handOn() {
        int seen = 1;
        do {
            var to = reader;
            while (to != null && !over && room.get() > 0) {
                var frame = backlog.next();
                if (frame == null) {
                    break;
                }
                room.decrementAndGet();
                to.onNext(frame);
                handedOn.accept(frame);
                if (frame.isLast()) {
                    cancel();
                    to.onComplete();
                }
            }
            seen = wakeUps.addAndGet(-seen);
        } while (seen != 0);
    }
}
