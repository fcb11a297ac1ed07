package org.paincare.gateway.client;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who saw and changed the registry, in the transaction that did it. */
@Singleton
class ClientAudit {

    void record(
            Connection connection, Ask ask, UUID clinic, String action, @Nullable UUID client, @Nullable String reason)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO audit_entry (clinic_id, actor_id, actor_roles, client, action,"
                        + " resource, resource_id, reason, request_id, trace_id)"
                        + " VALUES (?, ?, ?, ?, ?, 'api-client', ?, ?, ?, ?)")) {
            String program = ask.holder().client();
            ClientStore.set(
                    insert,
                    clinic,
                    ask.caller(),
                    ask.holder().roles().stream().sorted().collect(Collectors.joining(",")),
                    program == null ? "" : program,
                    action,
                    client,
                    reason,
                    ask.ids().requestId(),
                    ask.ids().traceId());
            insert.executeUpdate();
        }
    }
}
