package org.paincare.gateway.proxy;

import io.vertx.core.Handler;
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
 * A request body on its way, never held: its bytes are counted against the route's limit, whatever the headers said, and
 * their speed against the floor. Time in which the service does not take more does not count against the client but
 * against the service.
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
    private final Runnable complete;
    private final long timer;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private long bytes;
    private long bytesInSpan;
    private boolean paused = true;
    private boolean pausedInSpan = true;
    private boolean over;
    private long pausedSince = System.nanoTime();

    /**
     * @param giveUp   told once why the body is refused; nothing is delivered after that
     * @param complete told once when the last byte was delivered
     */
    RequestBody(
            Vertx vertx, HttpServerRequest request, Limits limits, Consumer<ProblemCode> giveUp, Runnable complete) {
        this.vertx = vertx;
        this.request = request;
        this.limits = limits;
        this.giveUp = giveUp;
        this.complete = complete;
        this.timer = vertx.setPeriodic(limits.spanMillis(), id -> lookAtSpeed());
        request.handler(this::bytes);
        request.endHandler(v -> ended());
    }

    long bytes() {
        return bytes;
    }

    private void bytes(Buffer buffer) {
        bytes += buffer.length();
        bytesInSpan += buffer.length();
        if (over) {
            return;
        }
        if (bytes > limits.maxBytes()) {
            stop();
            giveUp.accept(ProblemCode.BODY_TOO_LARGE);
        } else if (handler != null) {
            handler.handle(buffer);
        }
    }

    private void ended() {
        if (!over) {
            stop();
            complete.run();
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    private void lookAtSpeed() {
        if (paused && (System.nanoTime() - pausedSince) / 1_000_000 > limits.stallMillis()) {
            stop();
            giveUp.accept(ProblemCode.UPSTREAM_TIMEOUT);
            return;
        }
        boolean tooSlow = !pausedInSpan && bytesInSpan * 1000 < (long) limits.floor() * limits.spanMillis();
        bytesInSpan = 0;
        pausedInSpan = paused;
        if (tooSlow) {
            stop();
            giveUp.accept(ProblemCode.REQUEST_TIMEOUT);
        }
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
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        request.exceptionHandler(failure -> {
            stop();
            if (handler != null) {
                handler.handle(failure);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        if (!paused) {
            pausedSince = System.nanoTime();
        }
        paused = true;
        pausedInSpan = true;
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        paused = false;
        request.fetch(amount);
        return this;
    }
}
