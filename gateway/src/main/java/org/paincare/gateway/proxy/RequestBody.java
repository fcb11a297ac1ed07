package org.paincare.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * A request body on its way: its bytes are counted against the route's limit, whatever the headers said, and their speed
 * against the floor. Time in which the service does not take more does not count against the client but against the service.
 *
 * <p>It is gathered first and streamed after: a connection to the service is opened only for a body that is whole, or
 * large. Otherwise a few clients that send a byte a second would hold every connection there is.
 */
final class RequestBody implements ReadStream<Buffer> {

    /**
     * @param spanMillis  over which the speed is looked at
     * @param floor       bytes per second that the client must bring
     * @param stallMillis how long the service may refuse to take more
     */
    record Limits(long maxBytes, long spanMillis, int floor, long stallMillis) {
        static Limits of(Route route, GatewaySettings settings) {
            return new Limits(
                    route.maxBodyBytes(),
                    settings.bodySpan().toMillis(),
                    settings.bodyFloor(),
                    settings.deadlineMillis(route.deadline()));
        }
    }

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Limits limits;
    private final Consumer<ProblemCode> giveUp;
    private final long timer;
    private final Promise<Boolean> gathering = Promise.promise();
    private int gatherAtMost;
    private Buffer gathered = Buffer.buffer();
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private Runnable complete = () -> {};
    private long bytes;
    private long bytesInSpan;
    private long pausedSince = System.nanoTime();
    private boolean paused = true;
    private long pausedMillisInSpan;
    private boolean over;

    /** @param giveUp told once why the body is refused while it is streamed; nothing is delivered after that */
    RequestBody(Vertx vertx, HttpServerRequest request, Limits limits, Consumer<ProblemCode> giveUp) {
        this.vertx = vertx;
        this.request = request;
        this.limits = limits;
        this.giveUp = giveUp;
        this.timer = vertx.setPeriodic(limits.spanMillis(), id -> lookAtSpeed());
        request.handler(this::bytes);
        request.endHandler(v -> ended());
        request.exceptionHandler(this::failed);
    }

    /**
     * Reads until the body is whole (true) or holds more than this many bytes (false: {@link #streamed} has the rest);
     * fails with what {@link Failure#of} knows.
     */
    Future<Boolean> gather(int atMost) {
        gatherAtMost = atMost;
        if (request.getHeader("Expect") != null) {
            request.response().writeContinue();
        }
        resume();
        return gathering.future();
    }

    /** The whole body, once {@link #gather} has said so. */
    Buffer whole() {
        return gathered;
    }

    /** The body from its first byte. @param complete told once when the last byte was delivered */
    ReadStream<Buffer> streamed(Runnable complete) {
        this.complete = complete;
        return this;
    }

    private boolean isGathering() {
        return !gathering.future().isComplete();
    }

    private void bytes(Buffer buffer) {
        bytes += buffer.length();
        bytesInSpan += buffer.length();
        if (over) {
            return;
        }
        if (bytes > limits.maxBytes()) {
            refuse(ProblemCode.BODY_TOO_LARGE);
        } else if (handler != null && gathered.length() == 0) {
            handler.handle(buffer);
        } else {
            gathered.appendBuffer(buffer);
            if (isGathering() && gathered.length() > gatherAtMost) {
                pause();
                gathering.complete(false);
            }
        }
    }

    private void ended() {
        if (over) {
            return;
        }
        stop();
        if (isGathering()) {
            gathering.complete(true);
        } else {
            complete.run();
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    /** The client is gone, or has sent another body than it said. */
    private void failed(Throwable failure) {
        refuse(ProblemCode.MALFORMED_REQUEST);
        if (exceptionHandler != null) {
            exceptionHandler.handle(failure);
        }
    }

    private void refuse(ProblemCode why) {
        stop();
        if (isGathering()) {
            gathering.fail(new Failure.Refused(why));
        } else {
            giveUp.accept(why);
        }
    }

    private void lookAtSpeed() {
        if (paused) {
            if (sincePaused() > limits.stallMillis()) {
                refuse(ProblemCode.UPSTREAM_TIMEOUT);
                return;
            }
            pausedMillisInSpan += Math.min(sincePaused(), limits.spanMillis());
        }
        long listened = limits.spanMillis() - Math.min(pausedMillisInSpan, limits.spanMillis());
        boolean tooSlow = bytesInSpan * 1000 < limits.floor() * listened;
        bytesInSpan = 0;
        pausedMillisInSpan = 0;
        if (tooSlow) {
            refuse(ProblemCode.REQUEST_TIMEOUT);
        }
    }

    private long sincePaused() {
        return (System.nanoTime() - pausedSince) / 1_000_000;
    }

    /** Ends the watch; what still comes is thrown away. */
    void stop() {
        over = true;
        vertx.cancelTimer(timer);
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> endHandler) {
        this.endHandler = endHandler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        if (!paused) {
            pausedSince = System.nanoTime();
        }
        paused = true;
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        if (paused) {
            pausedMillisInSpan += sincePaused();
        }
        paused = false;
        if (handler != null && gathered.length() > 0) {
            Buffer first = gathered;
            gathered = Buffer.buffer();
            handler.handle(first);
        }
        if (!paused) {
            request.fetch(amount);
        }
        return this;
    }
}
