package org.paincare.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of a client of HTTP/2 from its first byte on, which is long before anything above knows of it: the
 * opening (preface and settings), each frame, and each header of several frames, must be whole within the header deadline,
 * whatever else goes on beside it. Frames that ask for nothing (settings, pings, priorities, parts of a header, unknown
 * ones) may not come without end either: a flood of them ends the connection. Resets and empty data are bounded by the
 * decoder itself.
 */
final class FrameWalk extends ChannelInboundHandlerAdapter {

    /** RFC 9113, 3.4: what a client says before its first frame. */
    private static final int PREFACE = 24;

    private static final int HEAD = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int WINDOW = 8;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    /** Frames that ask for nothing: so many at once, */
    private static final int MOST_NOISE = 1000;

    /** and so many more in each second. A browser sends one or two beside each request, which give it as much room again. */
    private static final int NOISE_PER_SECOND = 100;

    private static final int NOISE_PER_REQUEST = 4;

    private final long deadlineMillis;
    private final byte[] head = new byte[HEAD];
    private int have;
    private int left = PREFACE;
    private boolean prefaced;
    private boolean inHeader;
    private boolean opened;
    private long whole;
    private long windows;
    private double noise;
    private long noiseSince = System.nanoTime();
    private @Nullable ScheduledFuture<?> timer;

    private FrameWalk(Duration deadline) {
        this.deadlineMillis = deadline.toMillis();
    }

    /** Begins in front of the client's first byte. */
    static void start(Channel channel, SslHandler tls, Duration deadline, Duration left) {
        var walk = new FrameWalk(deadline);
        String name = channel.pipeline().context(tls).name();
        channel.pipeline().addAfter(name, "frames", walk);
        walk.timer = channel.eventLoop()
                .schedule(() -> hangUp(channel), Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Grows whenever the client says that it has taken something. */
    long windows() {
        return windows;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            long before = whole;
            walk(bytes);
            if (noise > MOST_NOISE) {
                bytes.release();
                hangUp(context.channel());
                return;
            }
            watch(context, whole != before);
        }
        context.fireChannelRead(message);
    }

    /** Whoever began something has a header's time to finish it, from its beginning on. */
    private void watch(ChannelHandlerContext context, boolean finished) {
        if (!opened) {
            // The opening has one deadline, which runs from the connection's beginning.
            if (whole == 0) {
                return;
            }
            opened = true;
        }
        boolean begun = left > 0 || have > 0 || inHeader;
        if (timer != null && (finished || !begun)) {
            timer.cancel(false);
            timer = null;
        }
        if (begun && timer == null && context.channel().isActive()) {
            Channel channel = context.channel();
            timer = channel.eventLoop().schedule(() -> hangUp(channel), deadlineMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void walk(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (left > 0) {
                int taken = Math.min(left, end - at);
                left -= taken;
                at += taken;
            } else {
                head[have++] = bytes.getByte(at++);
                if (have < HEAD) {
                    continue;
                }
                have = 0;
                left = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
            }
            if (left == 0) {
                ended();
            }
        }
    }

    private void ended() {
        if (!prefaced) {
            prefaced = true;
            return;
        }
        int type = head[3];
        boolean headerEnds = (head[4] & END_HEADERS) != 0;
        switch (type) {
            case HEADERS -> {
                inHeader = !headerEnds;
                noise = Math.max(0, noise - NOISE_PER_REQUEST);
            }
            case CONTINUATION -> {
                inHeader &= !headerEnds;
                count();
            }
            case WINDOW -> windows++;
            case DATA, RESET -> {}
            default -> count();
        }
        if (!inHeader) {
            whole++;
        }
    }

    private void count() {
        long now = System.nanoTime();
        double past = (now - noiseSince) / (double) TimeUnit.SECONDS.toNanos(1);
        noiseSince = now;
        noise = Math.max(0, noise - past * NOISE_PER_SECOND) + 1;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        context.fireChannelInactive();
    }

    /** From the head of the pipeline a close passes no handler of Vert.x or TLS, which would wait. */
    static void hangUp(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }
}
