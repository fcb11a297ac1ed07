package org.paincare.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.Ports;

/**
 * How a system is started; tests change what they need.
 *
 * @param home where it keeps everything
 * @param sources the root of the source tree with the built jars
 * @param gatewayPort that must be used, null for 8080 or the next free one
 * @param javaOptions of our four programs
 * @param environment added to that of our four programs
 * @param readyPath that answers 200 when one of our programs is ready
 * @param jars to run instead of the built ones
 * @param sessionReplicas of session-service that the gateway and each other know, 1 to 4
 * @param sessionsAtStart how many of them are started with the rest; the others when a test brings them up
 * @param apart on ports far from those that other systems on this machine take first
 */
public record SystemSettings(
        Path home,
        Path sources,
        @Nullable Integer gatewayPort,
        List<String> javaOptions,
        Map<String, String> environment,
        String readyPath,
        Map<Component, Path> jars,
        int sessionReplicas,
        int sessionsAtStart,
        boolean apart) {

    public SystemSettings {
        if (sessionReplicas < 1
                || sessionReplicas > Component.SESSIONS.size()
                || sessionsAtStart < 1
                || sessionsAtStart > sessionReplicas) {
            throw new IllegalArgumentException("1 to " + Component.SESSIONS.size() + " replicas of session-service");
        }
    }

    public static SystemSettings of(Path home, Path sources) {
        return new SystemSettings(home, sources, null, List.of(), Map.of(), "/q/health/ready", Map.of(), 1, 1, false);
    }

    public SystemSettings withGatewayPort(@Nullable Integer port) {
        return new SystemSettings(
                home,
                sources,
                port,
                javaOptions,
                environment,
                readyPath,
                jars,
                sessionReplicas,
                sessionsAtStart,
                apart);
    }

    public SystemSettings withJavaOptions(String... options) {
        return new SystemSettings(
                home,
                sources,
                gatewayPort,
                List.of(options),
                environment,
                readyPath,
                jars,
                sessionReplicas,
                sessionsAtStart,
                apart);
    }

    public SystemSettings withEnvironment(Map<String, String> values) {
        return new SystemSettings(
                home,
                sources,
                gatewayPort,
                javaOptions,
                values,
                readyPath,
                jars,
                sessionReplicas,
                sessionsAtStart,
                apart);
    }

    /** For tests, which often start while another system does: nobody else is about to take these ports. */
    public SystemSettings standingApart() {
        return new SystemSettings(
                        home,
                        sources,
                        gatewayPort,
                        javaOptions,
                        environment,
                        readyPath,
                        jars,
                        sessionReplicas,
                        sessionsAtStart,
                        true)
                .withGatewayPort(Ports.free());
    }

    SystemSettings withJars(Map<Component, Path> others) {
        return new SystemSettings(
                home,
                sources,
                gatewayPort,
                javaOptions,
                environment,
                readyPath,
                others,
                sessionReplicas,
                sessionsAtStart,
                apart);
    }

    /** This many replicas of session-service; those that are not started at first have their place kept. */
    public SystemSettings withSessions(int replicas, int atStart) {
        return new SystemSettings(
                home, sources, gatewayPort, javaOptions, environment, readyPath, jars, replicas, atStart, apart);
    }

    List<Component> components() {
        return Component.withSessions(sessionReplicas);
    }

    List<Component> atStart() {
        return Component.withSessions(sessionsAtStart);
    }
}
