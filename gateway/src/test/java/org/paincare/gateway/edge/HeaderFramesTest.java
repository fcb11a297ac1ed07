package org.paincare.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Whether something is begun on a connection of HTTP/2, in whatever pieces it comes. */
class HeaderFramesTest {

    private final HeaderFrames frames = new HeaderFrames();

    private static ByteBuf frame(int type, int flags, int length) {
        return Unpooled.buffer()
                .writeMedium(length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(1)
                .writeZero(length);
    }

    private void read(ByteBuf... buffers) {
        for (ByteBuf bytes : buffers) {
            // One by one: the worst that can happen to a frame.
            while (bytes.isReadable()) {
                frames.read(bytes.readSlice(1));
            }
        }
    }

    @Test
    void thePrefaceIsTheFirstThing() {
        assertThat(frames.isUnfinished()).isTrue();
        read(Unpooled.buffer().writeZero(23));
        assertThat(frames.isUnfinished()).isTrue();
        read(Unpooled.buffer().writeZero(1));
        assertThat(frames.isUnfinished()).isFalse();
    }

    @Test
    void aHeaderOfSeveralFramesIsUnfinishedToItsLast() {
        read(Unpooled.buffer().writeZero(24), frame(4, 0, 6));
        long before = frames.finished();

        read(frame(1, 0, 20));
        assertThat(frames.isUnfinished()).isTrue();
        read(frame(9, 0, 0), frame(9, 0, 300));
        assertThat(frames.isUnfinished()).isTrue();
        assertThat(frames.finished()).as("still the same header").isEqualTo(before);
        read(frame(9, 4, 5));
        assertThat(frames.isUnfinished()).isFalse();
        assertThat(frames.finished()).isGreaterThan(before);
    }

    @Test
    void aBodyIsNotWaitedForHereButAFramesHeadIs() {
        read(Unpooled.buffer().writeZero(24), frame(1, 4, 1));

        read(frame(0, 0, 100).slice(0, 8));
        assertThat(frames.isUnfinished()).isTrue();
        read(frame(0, 0, 100).slice(8, 51));
        assertThat(frames.isUnfinished()).isFalse();
        read(frame(0, 0, 100).slice(59, 50), frame(6, 0, 8).slice(0, 10));
        assertThat(frames.isUnfinished()).isTrue();
    }
}
