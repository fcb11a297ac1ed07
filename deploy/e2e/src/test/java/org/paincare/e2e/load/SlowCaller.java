package org.paincare.e2e.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A caller that holds a connection and does not get on with it, a byte every quarter of a second, until it is cut off. */
public record SlowCaller(int port, Kind kind, String token, Duration patience) implements Callable<Duration> {

    /** What is slow. */
    public enum Kind {
        /** The header is not whole. */
        HEADER,
        /** Of a body of known length next to nothing comes. */
        BODY,
        /** Of a reading at the bedside in chunks. */
        CHUNKS,
        /** Of lines that are streamed. */
        LINES,
        /** A large answer is asked for and not read. */
        READER
    }

    private static final int PAUSE_MILLIS = 250;
    private static final String READINGS = "/v1/sessions/0197a000-0000-7000-8000-000000000002/observations";

    private String beginning() {
        String head = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
        String chunked = "Transfer-Encoding: chunked\r\n\r\n";
        return switch (kind) {
            case HEADER -> "GET /v1/me HTTP/1.1\r\nX: ";
            case BODY ->
                "POST /v1/patients" + head + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
            case CHUNKS -> "POST " + READINGS + head + "Content-Type: application/json\r\n" + chunked + "10000\r\n{";
            case LINES -> "POST " + READINGS + head + "Content-Type: application/x-ndjson\r\n" + chunked + "10000\r\n{";
            case READER -> "GET /portal/scalar.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(8);
        };
    }

    /** How long it was let; longer than the patience where it never was cut off. */
    @Override
    public Duration call() throws IOException {
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(PAUSE_MILLIS);
            socket.getOutputStream().write(beginning().getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            while (since(began).compareTo(patience) <= 0) {
                if (kind == Kind.READER) {
                    pause();
                } else if (ended(in)) {
                    break;
                }
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
            }
        } catch (IOException cut) {
            // Reset: as closed.
        }
        return since(began);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean ended(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
