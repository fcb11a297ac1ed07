package org.paincare.testing.local;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Which TCP ports of this machine nobody listens on. An answer may be stale a moment later. */
public final class Ports {

    /**
     * Below the ports that systems lend to outgoing connections (from 32,768 on Linux): a client that keeps trying a
     * dead server there may one day be lent that very port, connect to itself, and keep the server from coming back.
     */
    private static final int LOWEST = 12_000;

    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** Any free port. */
    public static int free() {
        return freeFrom(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
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
        for (int port = preferred; port <= 65_535; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new CannotStart("No port from " + preferred + " upwards is free.");
    }
}
