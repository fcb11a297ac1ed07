package org.paincare.testing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Which TCP ports of this machine nobody listens on. An answer may be stale a moment later. */
public final class Ports {

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Any free port, chosen by the operating system. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Binding the wildcard address fails when anybody listens on any address of this machine. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The first free port from {@code preferred} upwards. */
    public static int freeFrom(int preferred) {
        for (int port = preferred; port <= HIGHEST; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        return free();
    }
}
