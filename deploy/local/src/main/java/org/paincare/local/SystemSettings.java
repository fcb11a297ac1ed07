package org.paincare.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.local.identity.Provider;
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
 * @param jars to run instead of the built ones: of one component, or of all replicas of a program
 * @param replicas that the gateway and each other know beside the first of each service
 * @param replicasAtStart those of them that are started with the rest; the others when a test brings them up
 * @param apart on ports far from those that other systems on this machine take first
 * @param keycloak the distribution of Keycloak that runs instead of our own issuer; null for the issuer
 */
public record SystemSettings(
        Path home,
        Path sources,
        @Nullable Integer gatewayPort,
        List<String> javaOptions,
        Map<String, String> environment,
        String readyPath,
        Map<Component, Path> jars,
        List<Component> replicas,
        List<Component> replicasAtStart,
        boolean apart,
        @Nullable Path keycloak) {

    public static SystemSettings of(Path home, Path sources) {
        return new SystemSettings(
                home,
                sources,
                null,
                List.of(),
                Map.of(),
                "/q/health/ready",
                Map.of(),
                List.of(),
                List.of(),
                false,
                null);
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
                replicas,
                replicasAtStart,
                apart,
                keycloak);
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
                replicas,
                replicasAtStart,
                apart,
                keycloak);
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
                replicas,
                replicasAtStart,
                apart,
                keycloak);
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
                        replicas,
                        replicasAtStart,
                        true,
                        keycloak)
                .withGatewayPort(Ports.free());
    }

    public SystemSettings withJars(Map<Component, Path> others) {
        return new SystemSettings(
                home,
                sources,
                gatewayPort,
                javaOptions,
                environment,
                readyPath,
                others,
                replicas,
                replicasAtStart,
                apart,
                keycloak);
    }

    /** This many replicas of session-service; those that are not started at first have their place kept. */
    public SystemSettings withSessions(int number, int atStart) {
        if (number < 1 || number > Component.SESSIONS.size() || atStart < 1 || atStart > number) {
            throw new IllegalArgumentException("1 to " + Component.SESSIONS.size() + " replicas of session-service");
        }
        return withReplicas(Component.SESSIONS.subList(1, number), Component.SESSIONS.subList(1, atStart));
    }

    /** These beside the first of each service; those that are not started at first have their place kept. */
    public SystemSettings withReplicas(List<Component> further, List<Component> atStart) {
        return new SystemSettings(
                home,
                sources,
                gatewayPort,
                javaOptions,
                environment,
                readyPath,
                jars,
                further,
                atStart,
                apart,
                keycloak);
    }

    /** On Keycloak from this distribution; null for our own issuer. */
    public SystemSettings withKeycloak(@Nullable Path distribution) {
        return new SystemSettings(
                home,
                sources,
                gatewayPort,
                javaOptions,
                environment,
                readyPath,
                jars,
                replicas,
                replicasAtStart,
                apart,
                distribution);
    }

    Provider provider() {
        return keycloak == null ? Provider.ISSUER : Provider.KEYCLOAK;
    }

    /** Of a component its own jar, else that of its program, else the built one. */
    Optional<Path> jar(Component component) {
        return Optional.ofNullable(jars.getOrDefault(component, jars.get(component.program())));
    }

    List<Component> components() {
        return Component.withReplicas(replicas);
    }

    List<Component> atStart() {
        return Component.withReplicas(replicasAtStart);
    }
}
