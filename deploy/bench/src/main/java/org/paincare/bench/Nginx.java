package org.paincare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.Ports;

/** An nginx of our own, with two workers and no logs, in a folder of its own; it ends when it is closed. */
record Nginx(Process process, int port) implements AutoCloseable {

    private static final int TRIES = 200;

    /** Where Debian puts it, and what the path knows. */
    static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of("/usr/sbin", "/usr/local/sbin"), Stream.of(path.split(":")))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that answers everything itself with this body: what stands behind the two that are compared. */
    static Nginx origin(Path program, Path folder, String body) throws IOException {
        int port = Ports.free();
        return start(program, folder, port, """
                server {
                  listen 127.0.0.1:%d backlog=4096;
                  keepalive_requests 1000000000;
                  location / { default_type application/json; return 200 '%s'; }
                }
                """.formatted(port, body));
    }

    /** One that only passes on, as plainly as nginx can: kept-alive connections on both sides. */
    static Nginx before(Path program, Path folder, int origin) throws IOException {
        int port = Ports.free();
        return start(program, folder, port, """
                upstream behind { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000000; }
                server {
                  listen 127.0.0.1:%d backlog=4096;
                  keepalive_requests 1000000000;
                  location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
                }
                """.formatted(origin, port));
    }

    private static Nginx start(Path program, Path folder, int port, String server) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                worker_processes 2;
                pid nginx.pid;
                error_log logs/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                %s}
                """.formatted(server));
        Process process = new ProcessBuilder(List.of(
                        program.toString(), "-p", folder + "/", "-e", "logs/error.log", "-c", configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("logs/out.log").toFile())
                .start();
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            if (!Ports.isFree(port)) {
                return new Nginx(process, port);
            }
            pause();
        }
        process.destroy();
        throw new CannotStart("nginx does not start; " + folder.resolve("logs") + " says why.");
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
