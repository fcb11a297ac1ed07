package org.paincare.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that takes too long to say what it wants. The first header must be whole within the header deadline
 * from the connection's beginning on, its handshake included. Later, while no request is open, the first byte starts the
 * header deadline and only a whole header stops it, so that one byte now and then buys no time; a connection that says
 * nothing at all is closed after the keep-alive time. With HTTP/2 the {@link FrameWalk} looks at what is half said; what
 * else is said between two requests buys no time. An answer that is left unread is dropped after the reader's time,
 * although it was written whole.
 *
 * <p>An idle timeout cannot do this: it starts anew with every byte. It sits on the raw bytes, because nothing above
 * them knows of a header that is not whole yet. Everything here happens on the connection's event loop.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {

    /** RFC 9113, 7: nothing was wrong, and what is still sent is not wanted. */
    private static final long NO_ERROR = 0;

    private static final long INTERNAL_ERROR = 2;

    /** How often a reader is looked at within its time. */
    private static final int LOOKS = 6;

    /** How long a client of HTTP/2 has to take the word that the connection ends, in milliseconds. */
    private static final long PARTING = 1000;

    /** HTTP/1.1 answers one request at a time: in place of a stream's number. */
    private static final int ONLY = -1;

    /** When a connection by TLS was opened, by the clock that never goes back. */
    private static final AttributeKey<Long> OPENED = AttributeKey.valueOf(ConnectionWatch.class, "opened");

    private final HttpConnection connection;
    private final Channel channel;
    private final Duration headerDeadline;
    private final Duration keepAlive;
    private final Duration readerStall;
    private final @Nullable Http2Connection streams;
    private final @Nullable FrameWalk frames;
    private final Map<Integer, Ending> endings = new HashMap<>(2);
    private int open;
    private boolean headerStarted = true;
    private @Nullable ScheduledFuture<?> timer;

    private ConnectionWatch(
            HttpConnection connection,
            Channel channel,
            Duration headerDeadline,
            Duration keepAlive,
            Duration readerStall) {
        this.connection = connection;
        this.channel = channel;
        this.headerDeadline = headerDeadline;
        this.keepAlive = keepAlive;
        this.readerStall = readerStall;
        Http2ConnectionHandler handler = channel.pipeline().get(Http2ConnectionHandler.class);
        this.streams = handler == null ? null : handler.connection();
        this.frames = channel.pipeline().get(FrameWalk.class);
        if (streams != null) {
            streams.addListener(new Http2ConnectionAdapter() {
                @Override
                public void onStreamClosed(Http2Stream stream) {
                    tellOver(stream.id());
                }
            });
        }
    }

    /**
     * A connection by TLS is there, its handshake done, and nothing of it was read yet. What comes by HTTP/2 is followed from
     * here on; {@link #start} follows when its client's preface and settings are there, if they ever are.
     *
     * @param took how long ago it was opened
     */
    public static void shaken(Channel channel, SslHandler tls, Duration took, Duration headerDeadline) {
        channel.attr(OPENED).set(System.nanoTime() - took.toNanos());
        if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
            FrameWalk.start(channel, tls, headerDeadline, headerDeadline.minus(took));
        }
    }

    /** Starts to watch a connection that was just accepted: of HTTP/2, when its client's preface and settings are there. */
    public static void start(
            HttpConnection connection, Duration headerDeadline, Duration keepAlive, Duration readerStall) {
        Channel channel = ((ConnectionBase) connection).channel();
        var watch = new ConnectionWatch(connection, channel, headerDeadline, keepAlive, readerStall);
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.pipeline().addFirst("watch", watch);
        } else {
            channel.pipeline().addAfter(tls.name(), "watch", watch);
        }
        Long opened = channel.attr(OPENED).get();
        watch.closeIn(opened == null ? headerDeadline : headerDeadline.minusNanos(System.nanoTime() - opened));
    }

    /** The watch of a connection, or null where it has none (an upgraded or foreign connection). */
    public static @Nullable ConnectionWatch of(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? base.channel().pipeline().get(ConnectionWatch.class)
                : null;
    }

    /**
     * Ends a request at once, whatever still waits to be written: over HTTP/1.1 with its connection, over HTTP/2 alone, as
     * long as the client takes anything. Vert.x' own close waits until all is flushed, which with a reader who does not read
     * is never.
     */
    public static void cut(HttpServerRequest request) {
        ConnectionWatch watch = of(request.connection());
        if (watch == null) {
            request.connection().close();
        } else if (watch.streams == null || !watch.takesBytes()) {
            watch.hangUp();
        } else {
            request.response().reset(INTERNAL_ERROR);
            watch.tellOver(request.response().streamId());
        }
    }

    /**
     * Whether the client's side takes what is written. What waits for a stream's window is not written yet, although the
     * channel counts it and is no longer writable.
     */
    private boolean takesBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.size() == 0;
    }

    /** Whether more of the request is to come; known from its first byte on. */
    public boolean bodyFollows(HttpServerRequest request) {
        Http2Stream stream =
                streams == null ? null : streams.stream(request.response().streamId());
        return stream != null && stream.state().remoteSideOpen();
    }

    /** Whether requests come side by side, so that one can end without the others. */
    public boolean isMultiplexed() {
        return streams != null;
    }

    /**
     * The request was answered before it was whole: its stream takes no more of it, once the answer was sent. One that is
     * not sent by then is dropped with it.
     */
    public void unwanted(HttpServerRequest request) {
        int stream = request.response().streamId();
        channel.eventLoop().execute(() -> {
            if (!endUnwanted(stream, false)) {
                after(PARTING, () -> endUnwanted(stream, true));
            }
        });
    }

    /** Whether nothing is left to end. */
    private boolean endUnwanted(int number, boolean unsentToo) {
        Http2Stream stream = streams == null ? null : streams.stream(number);
        boolean over = stream == null || !stream.state().remoteSideOpen();
        if (!over && (unsentToo || !stream.state().localSideOpen())) {
            reset(number, NO_ERROR);
            return true;
        }
        return over;
    }

    private void reset(int stream, long code) {
        Http2ConnectionHandler handler = channel.pipeline().get(Http2ConnectionHandler.class);
        ChannelHandlerContext context =
                handler == null ? null : channel.pipeline().context(handler);
        if (handler != null && context != null) {
            handler.resetStream(context, stream, code, context.newPromise());
            context.flush();
        }
    }

    private void hangUp() {
        FrameWalk.hangUp(channel);
    }

    /** The request is told when its connection or stream goes. */
    public void tell(Ending ending, HttpServerRequest request) {
        endings.put(streams == null ? ONLY : request.response().streamId(), ending);
    }

    private void tellOver(int stream) {
        Ending ending = endings.remove(stream);
        if (ending != null) {
            ending.over();
        }
    }

    /** A whole header has arrived. */
    public void requestBegun() {
        open++;
        headerStarted = false;
        cancel();
    }

    /** The last byte of the answer was handed over, or there will be none. Whether the client takes it is still looked at. */
    public void responseEnded(HttpServerRequest request) {
        open--;
        if (!channel.isActive()) {
            return;
        }
        if (open == 0) {
            closeIn(keepAlive);
        }
        int stream = streams == null ? ONLY : request.response().streamId();
        channel.eventLoop().execute(() -> lookAtReader(stream, Long.MAX_VALUE, System.nanoTime()));
    }

    /**
     * An answer that was written whole waits here, in memory, for a reader who may not read.
     *
     * @param before what was left the last time, which was since then
     */
    private void lookAtReader(int stream, long before, long since) {
        long left = left(stream);
        long now = System.nanoTime();
        if (left == 0) {
            return;
        }
        if (left < before || now - since < readerStall.toNanos()) {
            long moved = left < before ? now : since;
            after(readerStall.toMillis() / LOOKS, () -> lookAtReader(stream, Math.min(left, before), moved));
        } else if (streams != null && takesBytes()) {
            reset(stream, INTERNAL_ERROR);
        } else {
            hangUp();
        }
    }

    /** Gets less whenever the client takes something, 0 where there is nothing left to take. */
    private long left(int stream) {
        if (!channel.isActive()) {
            return 0;
        }
        if (streams == null) {
            ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
            return waiting == null ? 0 : waiting.totalPendingWriteBytes();
        }
        Http2Stream open = streams.stream(stream);
        return open == null || !open.state().localSideOpen()
                ? 0
                : Long.MAX_VALUE - 1 - (frames == null ? 0 : frames.windows());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (streams == null && open == 0 && !headerStarted) {
            headerStarted = true;
            closeIn(headerDeadline);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
        for (Integer stream : endings.keySet().toArray(Integer[]::new)) {
            tellOver(stream);
        }
    }

    private void closeIn(Duration time) {
        cancel();
        timer = after(Math.max(1, time.toMillis()), this::part);
    }

    private void part() {
        if (streams == null) {
            hangUp();
        } else {
            connection.close();
            after(PARTING, this::hangUp);
        }
    }

    private ScheduledFuture<?> after(long millis, Runnable action) {
        return channel.eventLoop().schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
