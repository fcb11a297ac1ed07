package org.paincare.session.live;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.identity.Tickets;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Tickets that open one stream once, within 60 s, as the person who asked and with their roles. A ticket names its clinic,
 * so that it can be looked up before anything is known of who holds it, and a secret of 256 bits.
 */
@ApplicationScoped
class StreamTickets implements Tickets {

    private static final Duration GOOD_FOR = Duration.ofSeconds(60);
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})\\.([A-Za-z0-9_-]{43})");
    private static final String CLIENT = "stream-ticket";

    private final SecureRandom random = new SecureRandom();
    private final Jdbc jdbc;
    private final AgroalDataSource duePool;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    StreamTickets(
            javax.sql.DataSource pool,
            @DataSource("due") AgroalDataSource duePool,
            CurrentCaller caller,
            CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.duePool = duePool;
        this.caller = caller;
        this.clinic = clinic;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    LiveJson.Ticket give(String resource) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var ticket =
                clinic.get() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var expires = now().plus(GOOD_FOR);
        jdbc.update(
                "INSERT INTO stream_ticket (clinic_id, ticket_hash, resource, person, display_name, roles, rights_end,"
                        + " expires_at) VALUES (?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?)",
                clinic.get(),
                Signatures.hash(ticket),
                resource,
                caller.get().id(),
                caller.get().displayName(),
                caller.get().roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(",")),
                caller.until(),
                expires);
        return new LiveJson.Ticket(ticket, resource, expires);
    }

    @Override
    @Transactional
    public Optional<Holder> use(String ticket, String path) {
        var parts = FORM.matcher(ticket);
        var named = parts.matches() ? Uuids.parse(parts.group(1)) : Optional.<UUID>empty();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        clinic.set(named.get());
        return jdbc.first(
                "UPDATE stream_ticket SET used_at = clock_timestamp() WHERE clinic_id = ? AND ticket_hash = ?"
                        + " AND resource = ? AND used_at IS NULL AND expires_at > ?"
                        + " RETURNING clinic_id, person, display_name, roles, rights_end",
                StreamTickets::holder,
                named.get(),
                Signatures.hash(ticket),
                path,
                now());
    }

    private static Holder holder(ResultSet row) throws SQLException {
        var roles = (String[]) row.getArray("roles").getArray();
        return new Holder(
                new Caller(
                        row.getObject("person", UUID.class),
                        row.getString("display_name"),
                        row.getObject("clinic_id", UUID.class),
                        Arrays.stream(roles)
                                .flatMap(role -> Role.of(role).stream())
                                .collect(Collectors.toSet()),
                        null,
                        null,
                        CLIENT),
                Jdbc.instant(row, "rights_end"));
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOld() throws SQLException {
        try (var connection = duePool.getConnection();
                var delete = connection.prepareStatement(
                        "DELETE FROM stream_ticket" + " WHERE expires_at < clock_timestamp() - interval '1 hour'")) {
            delete.executeUpdate();
        }
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Streams.realMillis());
    }
}
