package org.paincare.gateway.edge;

import io.netty.buffer.ByteBuf;

/**
 * Follows what comes on an HTTP/2 connection just far enough to know whether something is begun that only its sender can
 * finish: a frame, or a header of several frames. Bodies are none of its business, their speed is looked at elsewhere.
 */
final class HeaderFrames {

    /** What a client begins with: {@code PRI * HTTP/2.0 ...} (RFC 9113, 3.4). */
    private static final int PREFACE = 24;

    private static final int FRAME_HEAD = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int WINDOW = 8;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;
    private static final int NOT_YET = -1;

    private final int[] head = new int[FRAME_HEAD];
    private int headBytes;
    private int left = PREFACE;
    private int type = NOT_YET;
    private boolean headerOpen;
    private long finished;
    private long windows;

    void read(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (left > 0) {
                int step = Math.min(left, end - at);
                left -= step;
                at += step;
            } else {
                head[headBytes++] = bytes.getUnsignedByte(at++);
                if (headBytes == FRAME_HEAD) {
                    begin();
                }
            }
            if (left == 0 && headBytes == 0 && !headerOpen) {
                finished++;
            }
        }
    }

    private void begin() {
        headBytes = 0;
        left = (head[0] << 16) | (head[1] << 8) | head[2];
        type = head[3];
        if (type == HEADERS || type == CONTINUATION) {
            headerOpen = (head[4] & END_HEADERS) == 0;
        } else if (type == WINDOW) {
            windows++;
        }
    }

    /** Whether the sender has to send more before anything can be done. */
    boolean isUnfinished() {
        return headerOpen || headBytes > 0 || (left > 0 && type != DATA);
    }

    /** Grows with everything that was finished: two unfinished things with one number are the same. */
    long finished() {
        return finished;
    }

    /** Grows whenever the client says that it has taken something. */
    long windows() {
        return windows;
    }
}
