package org.paincare.testing.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in: {@code people.json} in the issuer's folder, readable by its owner only.
 *
 * <p>Made on first start with the demo people; a later version's new demo people are added, what is there stays.
 * Passwords stand in it as they are: they are the published one of the demo, and a developer adds a person by hand.
 */
final class IssuerDirectory {

    /** One person with their password. */
    record User(String password, Identity identity) {}

    /**
     * One program. A client without a secret is public and must use PKCE.
     *
     * @param identity what its own tokens say (client credentials), null for a client that only acts for people
     */
    record Client(
            String clientId,
            @Nullable String secret,
            List<String> grants,
            @Nullable Identity identity) {

        boolean isPublic() {
            return secret == null;
        }
    }

    private record People(List<User> users, List<Client> clients) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;
    private People people;

    private IssuerDirectory(Path file, People people) {
        this.file = file;
        this.people = people;
    }

    static IssuerDirectory keptIn(Path data) throws IOException {
        Path file = data.resolve("people.json");
        People known =
                Files.exists(file) ? JSON.readValue(file.toFile(), People.class) : new People(List.of(), List.of());
        List<User> users = new ArrayList<>(known.users());
        List<Client> clients = new ArrayList<>(known.clients());
        for (Identity demo : DemoUsers.list()) {
            if (users.stream().noneMatch(user -> user.identity().username().equals(demo.username()))) {
                users.add(new User(DemoUsers.PASSWORD, demo));
            }
        }
        for (Client demo : DemoClients.list()) {
            if (clients.stream().noneMatch(client -> client.clientId().equals(demo.clientId()))) {
                clients.add(demo);
            }
        }
        IssuerDirectory directory = new IssuerDirectory(file, new People(users, clients));
        if (users.size() != known.users().size()
                || clients.size() != known.clients().size()) {
            directory.write();
        }
        return directory;
    }

    synchronized Optional<Identity> person(String username) {
        return people.users().stream()
                .map(User::identity)
                .filter(identity -> identity.username().equals(username))
                .findFirst();
    }

    synchronized boolean passwordIsRight(String username, String password) {
        return people.users().stream()
                .filter(user -> user.identity().username().equals(username))
                .anyMatch(user -> same(user.password(), password));
    }

    synchronized Optional<Client> client(String clientId) {
        return people.clients().stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst();
    }

    /** Ties a person to a patient's record, or unties them with null; false when there is no such person. */
    synchronized boolean setPatientId(String username, @Nullable UUID patientId) throws IOException {
        if (person(username).isEmpty()) {
            return false;
        }
        List<User> users = people.users().stream()
                .map(user -> user.identity().username().equals(username)
                        ? new User(user.password(), user.identity().withPatientId(patientId))
                        : user)
                .toList();
        people = new People(users, people.clients());
        write();
        return true;
    }

    static boolean same(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private void write() throws IOException {
        Secrets.writePrivately(file, JSON.writeValueAsString(people));
    }
}
