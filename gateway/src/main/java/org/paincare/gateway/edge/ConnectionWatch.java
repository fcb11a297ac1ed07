package org.paincare.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that takes too long to say what it wants. While no request is open, the first byte starts the
 * header deadline and only a whole header stops it, so that one byte now and then buys no time; a connection that says
 * nothing at all is closed after the keep-alive time (the first time already after the header deadline).
 *
 * <p>An idle timeout cannot do this: it starts anew with every byte. It sits on the raw bytes, because nothing above
 * them knows of a header that is not whole yet. Everything here happens on the connection's event loop.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final Duration headerDeadline;
    private final Duration keepAlive;
    private int open;
    private boolean headerStarted;
    private @Nullable Ending current;
    private @Nullable ScheduledFuture<?> timer;

    private ConnectionWatch(Channel channel, Duration headerDeadline, Duration keepAlive) {
        this.channel = channel;
        this.headerDeadline = headerDeadline;
        this.keepAlive = keepAlive;
    }

    /** Starts to watch a connection that was just accepted. */
    public static void start(HttpConnection connection, Duration headerDeadline, Duration keepAlive) {
        Channel channel = ((ConnectionBase) connection).channel();
        var watch = new ConnectionWatch(channel, headerDeadline, keepAlive);
        channel.pipeline().addFirst("watch", watch);
        watch.closeIn(headerDeadline);
    }

    /** The watch of a connection, or null where it has none (an upgraded or foreign connection). */
    public static @Nullable ConnectionWatch of(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? base.channel().pipeline().get(ConnectionWatch.class)
                : null;
    }

    /**
     * Ends a connection at once, whatever still waits to be written: Vert.x' own close waits until that is flushed, which
     * with a reader who does not read is never.
     */
    public static void cut(HttpConnection connection) {
        ConnectionWatch watch = of(connection);
        if (watch == null) {
            connection.close();
        } else {
            watch.hangUp();
        }
    }

    /** From here, at the head of the pipeline, a close passes no handler of Vert.x. */
    private void hangUp() {
        ChannelHandlerContext head = channel.pipeline().context(this);
        if (head != null) {
            head.close();
        }
    }

    /** The request on this connection that is told when the connection goes; HTTP/1.1 answers one at a time. */
    public void tell(Ending ending) {
        current = ending;
    }

    /** A whole header has arrived. */
    public void requestBegun() {
        open++;
        headerStarted = false;
        cancel();
    }

    /** The last byte of the answer was written. */
    public void responseEnded() {
        open--;
        if (open == 0 && channel.isActive()) {
            closeIn(keepAlive);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (open == 0 && !headerStarted) {
            headerStarted = true;
            closeIn(headerDeadline);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
        if (current != null) {
            current.over();
        }
    }

    private void closeIn(Duration time) {
        cancel();
        timer = channel.eventLoop().schedule((Runnable) this::hangUp, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
