package org.paincare.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way, never held. Two clocks run: the service may not fall silent between two parts, and the client may
 * not leave a full answer unread. Neither limits how long an answer goes on, so event streams and exports pass.
 */
final class ResponseBody implements ReadStream<Buffer> {

    private final Vertx vertx;
    private final ReadStream<Buffer> answer;
    private final long idleMillis;
    private final long stallMillis;
    private final @Nullable Gzip gzip;
    private final Runnable giveUp;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private long timer = -1;
    private long lastMove = System.nanoTime();
    private boolean paused = true;

    /**
     * @param gzip   makes it small on the way, null where it goes as it is
     * @param giveUp told once when one of the clocks ran out
     */
    ResponseBody(
            Vertx vertx,
            ReadStream<Buffer> answer,
            @Nullable Gzip gzip,
            long idleMillis,
            long stallMillis,
            Runnable giveUp) {
        this.vertx = vertx;
        this.answer = answer;
        this.idleMillis = idleMillis;
        this.stallMillis = stallMillis;
        this.gzip = gzip;
        this.giveUp = giveUp;
        answer.handler(this::part);
        answer.endHandler(v -> {
            stop();
            if (gzip != null) {
                pass(gzip.end());
            }
            if (endHandler != null) {
                endHandler.handle(null);
            }
        });
        answer.exceptionHandler(failure -> {
            stop();
            if (exceptionHandler != null) {
                exceptionHandler.handle(failure);
            }
        });
        check(Math.min(idleMillis, stallMillis));
    }

    private void part(Buffer part) {
        lastMove = System.nanoTime();
        pass(gzip == null ? part : gzip.part(part));
    }

    private void pass(Buffer part) {
        if (handler != null && part.length() > 0) {
            handler.handle(part);
        }
    }

    private void check(long inMillis) {
        timer = vertx.setTimer(Math.max(1, inMillis), id -> {
            long left = (paused ? stallMillis : idleMillis) - (System.nanoTime() - lastMove) / 1_000_000;
            if (left <= 0) {
                timer = -1;
                giveUp.run();
            } else {
                check(Math.min(left, stallMillis));
            }
        });
    }

    void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
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
        paused = true;
        lastMove = System.nanoTime();
        answer.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        paused = false;
        lastMove = System.nanoTime();
        answer.fetch(amount);
        return this;
    }
}
